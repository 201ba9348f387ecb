package io.cameldicom.dicom.dict;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes the constants of {@link Tag} and {@link UID} and the dictionary resources of the tables in {@code src/test/resources/dictionary}.
 * How to run it is said in the {@code ORIGIN.md} there.
 */
final class DictionaryGenerator {
    private static final String JAVA = "src/main/java/io/cameldicom/dicom/dict/";
    private static final String RESOURCES = "src/main/resources/io/cameldicom/dicom/dict/";
    private static final String DEIDENTIFICATION = "src/main/resources/io/cameldicom/dicom/deid/";
    private static final String BEGIN = "    // <generated>\n";
    private static final String END = "    // </generated>\n";
    private static final int LINE_LENGTH = 120;

    private final Path module;

    /** One row of a table that becomes a {@link DictionaryTable}; the mask has a 1 bit where the tag's bit counts. */
    private record Element(int tag, int mask, String keyword, String vr, String vm, boolean retired, String name) {}

    DictionaryGenerator(Path module) {
        this.module = module;
    }

    public static void main(String[] args) throws IOException {
        Path module = Path.of(args[0]);
        for (Map.Entry<String, byte[]> file :
                new DictionaryGenerator(module).files().entrySet()) {
            Files.createDirectories(module.resolve(file.getKey()).getParent());
            Files.write(module.resolve(file.getKey()), file.getValue());
        }
    }

    /** What belongs in each generated file, by path in the module. */
    Map<String, byte[]> files() throws IOException {
        List<Element> elements = elements();
        List<String[]> uids = rows("uids.tsv");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(JAVA + "Tag.java", constants("Tag.java", elements.stream().map(DictionaryGenerator::tagConstant)));
        files.put(
                JAVA + "UID.java",
                constants(
                        "UID.java",
                        uids.stream().filter(row -> !row[1].isEmpty()).map(DictionaryGenerator::uidConstant)));
        files.put(RESOURCES + "elements.bin", elementTable(elements));
        files.put(RESOURCES + "private.bin", privateTable());
        files.put(
                RESOURCES + "uids.tsv",
                uids.stream()
                        .map(row -> String.join("\t", row) + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8));
        files.put(DEIDENTIFICATION + "basic-profile.tsv", profile());
        return files;
    }

    /** Tag, action of the basic profile, and one character for each option in the order of the table's columns. */
    private byte[] profile() throws IOException {
        return rows("basic-profile.tsv").stream()
                .map(row -> row[0] + "\t" + row[5] + "\t"
                        + Arrays.stream(row)
                                .skip(6)
                                .map(action -> action.isEmpty() ? "-" : action)
                                .collect(Collectors.joining())
                        + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private List<String[]> rows(String table) throws IOException {
        try (var lines =
                Files.lines(module.resolve("src/test/resources/dictionary").resolve(table))) {
            return lines.skip(1)
                    .map(line -> line.split("\t", -1))
                    .peek(this::blankNone)
                    .toList();
        }
    }

    private void blankNone(String[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = row[i].equals("-") ? "" : row[i];
        }
    }

    private List<Element> elements() throws IOException {
        List<String[]> rows = rows("elements.tsv");
        Set<Integer> taken = rows.stream()
                .filter(row -> !row[0].contains("x"))
                .map(row -> Integer.parseUnsignedInt(row[0], 16))
                .collect(Collectors.toCollection(HashSet::new));
        List<Element> elements = new ArrayList<>();
        for (String[] row : rows) {
            int mask = Integer.parseUnsignedInt(row[0].replaceAll("[^x]", "F").replace('x', '0'), 16);
            int tag = Integer.parseUnsignedInt(row[0].replace('x', '0'), 16);
            if (mask != -1) {
                int step = Integer.lowestOneBit(~mask);
                while (taken.contains(tag) || Tag.isGroupLength(tag)) {
                    tag += step;
                }
                taken.add(tag);
            }
            elements.add(new Element(tag, mask, row[1], row[2], row[3], row[4].equals("Y"), row[5]));
        }
        elements.sort(Comparator.comparing(Element::tag, Integer::compareUnsigned));
        return elements;
    }

    private static String tagConstant(Element element) {
        return String.format("    public static final int %s = 0x%08X;%n", element.keyword, element.tag);
    }

    private static String uidConstant(String[] row) {
        String line = String.format("    public static final String %s = \"%s\";%n", row[1], row[0]);
        return line.length() - 1 <= LINE_LENGTH ? line : line.replace(" = ", " =\n            ");
    }

    private byte[] constants(String file, Stream<String> lines) throws IOException {
        String source = Files.readString(module.resolve(JAVA + file));
        int begin = source.indexOf(BEGIN) + BEGIN.length();
        String generated = lines.collect(Collectors.joining());
        return (source.substring(0, begin) + generated + source.substring(source.indexOf(END)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] elementTable(List<Element> elements) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        writeTable(elements, out);
        List<Integer> byKeyword = IntStream.range(0, elements.size())
                .boxed()
                .sorted(Comparator.comparing(i -> elements.get(i).keyword))
                .toList();
        for (int entry : byKeyword) {
            out.writeShort(entry);
        }
        List<Integer> repeating = IntStream.range(0, elements.size())
                .boxed()
                .filter(i -> elements.get(i).mask != -1)
                .toList();
        out.writeShort(repeating.size());
        for (int entry : repeating) {
            out.writeInt(elements.get(entry).mask);
            out.writeShort(entry);
        }
        return bytes.toByteArray();
    }

    private byte[] privateTable() throws IOException {
        TreeMap<String, TreeMap<Integer, Element>> byCreator = new TreeMap<>();
        for (String[] row : rows("private.tsv")) {
            int tag = Integer.parseUnsignedInt(row[1].replace('x', '0'), 16);
            byCreator
                    .computeIfAbsent(row[0].trim(), creator -> new TreeMap<>(Integer::compareUnsigned))
                    .put(tag, new Element(tag, -1, "", row[2], row[3], false, row[4]));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        writeTable(
                byCreator.values().stream()
                        .flatMap(map -> map.values().stream())
                        .toList(),
                out);
        out.writeShort(byCreator.size());
        for (Map.Entry<String, TreeMap<Integer, Element>> creator : byCreator.entrySet()) {
            writeWord(creator.getKey(), out);
            out.writeShort(creator.getValue().size());
        }
        return bytes.toByteArray();
    }

    /** In the order of the layout that {@link DictionaryTable} describes. */
    private static void writeTable(List<Element> entries, DataOutputStream out) throws IOException {
        List<String> vrs = writeWords(entries.stream().map(Element::vr), out);
        List<String> vms = writeWords(entries.stream().map(Element::vm), out);
        out.writeShort(entries.size());
        for (Element entry : entries) {
            out.writeInt(entry.tag);
        }
        for (Element entry : entries) {
            out.writeByte(vrs.indexOf(entry.vr));
        }
        for (Element entry : entries) {
            out.writeByte(vms.indexOf(entry.vm) | (entry.retired ? 0x80 : 0));
        }
        for (Element entry : entries) {
            out.writeByte(length(entry.keyword));
        }
        for (Element entry : entries) {
            out.writeByte(length(entry.name));
        }
        for (Element entry : entries) {
            out.write((entry.keyword + entry.name).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> writeWords(Stream<String> all, DataOutputStream out) throws IOException {
        List<String> words = List.copyOf(all.collect(Collectors.toCollection(LinkedHashSet::new)));
        if (words.size() > 127) {
            throw new IllegalStateException("More words than an index byte can tell apart: " + words.size());
        }
        out.writeShort(words.size());
        for (String word : words) {
            writeWord(word, out);
        }
        return words;
    }

    private static void writeWord(String word, DataOutputStream out) throws IOException {
        out.writeByte(length(word));
        out.write(word.getBytes(StandardCharsets.UTF_8));
    }

    private static int length(String word) {
        int length = word.getBytes(StandardCharsets.UTF_8).length;
        if (length > 255) {
            throw new IllegalStateException("Longer than a length byte can say: " + word);
        }
        return length;
    }
}
