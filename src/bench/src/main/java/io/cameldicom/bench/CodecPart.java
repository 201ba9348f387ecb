package io.cameldicom.bench;

import io.cameldicom.bench.Converter.Ours;
import io.cameldicom.bench.Converter.Tool;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.transcode.Transcoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compression and decompression of multi-frame images, beside the programs of DCMTK and GDCM. */
final class CodecPart {
    private static final double MEGABYTE = 1e6;
    /** Seconds that a measurement takes at least: of what is faster, several conversions. */
    private static final double SHORTEST = 0.2;
    /** Seconds after which a row is not repeated again once it was measured {@link #FEWEST} times. */
    private static final double LONGEST = 5;

    private static final int FEWEST = 3;
    private static final double WARM_UP = 2;

    /** A row of the comparison: a transfer syntax, and what the other programs are asked for to get it and to undo it. */
    private record Codec(
            String name, String transferSyntax, boolean colorOnly, List<Tool> encoders, List<Tool> decoders) {}

    private static final Tool GDCM_DECODER = Tool.of("gdcmconv", "--raw");

    private static final List<Codec> CODECS = List.of(
            new Codec(
                    "RLE",
                    UID.RLELossless,
                    false,
                    List.of(Tool.of("dcmcrle"), Tool.of("gdcmconv", "--rle")),
                    List.of(Tool.of("dcmdrle"), GDCM_DECODER)),
            new Codec(
                    "JPEG-LS",
                    UID.JPEGLSLossless,
                    false,
                    List.of(Tool.of("dcmcjpls"), Tool.of("gdcmconv", "--jpegls")),
                    List.of(Tool.of("dcmdjpls"), GDCM_DECODER)),
            new Codec(
                    "JPEG lossless",
                    UID.JPEGLosslessSV1,
                    false,
                    List.of(Tool.of("dcmcjpeg", "+e1"), Tool.of("gdcmconv", "--jpeg")),
                    List.of(Tool.of("dcmdjpeg"), GDCM_DECODER)),
            new Codec(
                    "JPEG baseline",
                    UID.JPEGBaseline8Bit,
                    true,
                    List.of(Tool.of("dcmcjpeg", "+eb", "+q", "90")),
                    List.of(Tool.of("dcmdjpeg"), GDCM_DECODER)),
            new Codec(
                    "JPEG 2000",
                    UID.JPEG2000Lossless,
                    false,
                    List.of(Tool.of("gdcmconv", "--j2k")),
                    List.of(GDCM_DECODER)));

    private final Lab lab;
    private final Path folder;

    private CodecPart(Lab lab, Path folder) {
        this.lab = lab;
        this.folder = folder;
    }

    static void run(Lab lab) throws Exception {
        Path folder = Files.createDirectories(lab.settings().work().resolve("codecs"));
        Path corpus = lab.settings().corpus();
        lab.report()
                .table(
                        "Codecs",
                        "MB of raw pixels a second, file to file; median of "
                                + lab.settings().repetitions()
                                + ". A core: by CPU seconds of the whole process, our JVM's own threads included. Codec: "
                                + "the same without the CPU seconds that the side needs to start and to copy the file "
                                + "uncompressed (rows `copy`). One file: by the clock. All cores: by the clock, "
                                + Converter.CORES + " threads of ours on one file, as many processes of the others.",
                        "image",
                        "what",
                        "side",
                        "a core",
                        "codec",
                        "one file",
                        "all cores");
        if (!Files.exists(corpus.resolve("MANIFEST.tsv"))) {
            lab.report().row("no corpus: set -Dcorpus=<folder>", "", "", "", "", "", "");
            return;
        }
        for (CodecImage image : CodecImage.write(corpus, folder, lab.settings().quick())) {
            new CodecPart(lab, folder).compare(image);
        }
    }

    private void compare(CodecImage image) throws Exception {
        Converter ours = new Ours(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        Converter dcmtk = Tool.of("dcmconv", "+ti");
        Converter gdcm = Tool.of("gdcmconv");
        Map<Converter, Double> copying = rows(image, "copy", image.file(), List.of(ours, dcmtk, gdcm), Map.of());
        Map<String, Double> overhead =
                Map.of("camel", copying.get(ours), "dcm", copying.get(dcmtk), "gdcm", copying.get(gdcm));
        for (Codec codec : CODECS) {
            if (!codec.colorOnly() || image.color()) {
                rows(
                        image,
                        codec.name() + " encode",
                        image.file(),
                        sides(codec.transferSyntax(), codec.encoders()),
                        overhead);
                Path compressed = compress(image, codec);
                rows(
                        image,
                        codec.name() + " decode",
                        compressed,
                        sides(UID.ExplicitVRLittleEndian, codec.decoders()),
                        overhead);
                Files.delete(compressed);
            }
        }
    }

    private static List<Converter> sides(String target, List<Tool> tools) {
        List<Converter> sides = new ArrayList<>(List.of(new Ours(TransferSyntax.of(target))));
        sides.addAll(tools);
        return sides;
    }

    /** Compressed once, so that all decode the same. */
    private Path compress(CodecImage image, Codec codec) throws IOException {
        Path compressed = folder.resolve("compressed.dcm");
        Transcoder.to(TransferSyntax.of(codec.transferSyntax()))
                .allowLossy(true)
                .build()
                .transcode(image.file(), compressed);
        return compressed;
    }

    /** A row a side; answers the CPU seconds of each. */
    private Map<Converter, Double> rows(
            CodecImage image, String what, Path file, List<Converter> sides, Map<String, Double> overhead)
            throws Exception {
        Map<Converter, Integer> times = new LinkedHashMap<>();
        for (Converter side : sides) {
            times.put(side, warmUp(side, file));
        }
        Map<Converter, List<Measurement>> alone = new LinkedHashMap<>();
        Map<Converter, List<Measurement>> together = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (int i = 0; i < lab.settings().repetitions() && (i < FEWEST || secondsSince(start) < LONGEST); i++) {
            for (Converter side : sides) {
                int count = times.get(side);
                alone.computeIfAbsent(side, s -> new ArrayList<>()).add(side.measure(file, folder, false, count));
                together.computeIfAbsent(side, s -> new ArrayList<>()).add(side.measure(file, folder, true, count));
            }
        }
        double megabytes = image.bytes() / MEGABYTE;
        Map<Converter, Double> cpu = new LinkedHashMap<>();
        for (Converter side : sides) {
            Measurement one = Measurement.median(alone.get(side));
            double all = Measurement.median(together.get(side)).seconds();
            cpu.put(side, one.cpuSeconds());
            lab.report()
                    .row(
                            image.name(),
                            what,
                            side.name(),
                            megabytes / one.cpuSeconds(),
                            codecOnly(side, one.cpuSeconds(), megabytes, overhead),
                            megabytes / one.seconds(),
                            megabytes * side.filesAtOnce() / all);
        }
        return cpu;
    }

    /** Converts until the JVM has compiled what it needs; answers how often to convert in one measurement. */
    private int warmUp(Converter side, Path file) throws Exception {
        boolean compiles = side instanceof Ours && !lab.settings().quick();
        long start = System.nanoTime();
        double seconds;
        do {
            seconds = side.measure(file, folder, false, 1).seconds();
        } while (compiles && secondsSince(start) < WARM_UP);
        return lab.settings().quick() ? 1 : (int) Math.ceil(SHORTEST / seconds);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static Object codecOnly(Converter side, double cpuSeconds, double megabytes, Map<String, Double> overhead) {
        return overhead.entrySet().stream()
                .filter(entry -> side.name().startsWith(entry.getKey()))
                .filter(entry -> cpuSeconds > entry.getValue() + 0.001)
                .<Object>map(entry -> megabytes / (cpuSeconds - entry.getValue()))
                .findFirst()
                .orElse("");
    }
}
