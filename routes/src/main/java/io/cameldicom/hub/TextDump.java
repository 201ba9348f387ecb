package io.cameldicom.hub;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.ElementVisitor;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HexFormat;

/** A line for each element: tag, VR, value, then length in bytes and keyword. Items are indented below their sequence. */
final class TextDump implements ElementVisitor {

    private static final int LONGEST_VALUE = 64;
    private static final int MOST_BYTES = 16;
    private static final int VALUE_COLUMN = 40;

    private final PrintWriter out;
    private final Attributes dataset;
    private final String indent;

    TextDump(PrintWriter out, Attributes dataset) {
        this(out, dataset, "");
    }

    private TextDump(PrintWriter out, Attributes dataset, String indent) {
        this.out = out;
        this.dataset = dataset;
        this.indent = indent;
    }

    @Override
    public void bytes(int tag, VR vr, int reserved, byte[] array, int offset, int length) {
        line(tag, vr, length == 0 ? "(no value)" : value(tag, vr, array, offset, length), length + " bytes");
    }

    @Override
    public void sequence(int tag, VR vr, int reserved, Sequence sequence) throws IOException {
        line(tag, vr, "", sequence.size() + (sequence.size() == 1 ? " item" : " items"));
        int number = 1;
        for (Attributes item : sequence) {
            out.println(indent + "  item " + number++);
            item.accept(new TextDump(out, item, indent + "    "));
        }
    }

    @Override
    public void fragments(int tag, VR vr, int reserved, Fragments fragments) {
        line(tag, vr, "(encapsulated)", fragments.size() + (fragments.size() == 1 ? " fragment" : " fragments"));
    }

    @Override
    public void bulkData(int tag, VR vr, int reserved, BulkData bulkData) {
        line(tag, vr, "(at offset " + bulkData.offset() + ")", bulkData.length() + " bytes");
    }

    private void line(int tag, VR vr, String value, String size) {
        String keyword = ElementDictionary.keywordOf(tag, dataset.privateCreatorOf(tag));
        String name = keyword == null || keyword.isEmpty() ? "" : " " + keyword;
        out.println(indent + Tag.format(tag) + " " + vr + " " + padded(value) + " # " + size + name);
    }

    private String value(int tag, VR vr, byte[] array, int offset, int length) {
        String[] values = dataset.getStrings(tag);
        if (values == null) {
            return hex(array, offset, length);
        }
        String text = String.join("\\", values);
        String shown = shortened(text.replaceAll("\\p{Cntrl}", "."));
        if (!vr.isString()) {
            return shown;
        }
        String keyword = vr == VR.UI ? UidDictionary.keywordOf(text) : text;
        return "[" + shown + "]" + (keyword.equals(text) ? "" : " " + keyword);
    }

    private static String hex(byte[] array, int offset, int length) {
        int shown = Math.min(length, MOST_BYTES);
        String hex = HexFormat.ofDelimiter("\\").formatHex(array, offset, offset + shown);
        return shown < length ? hex + "..." : hex;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }

    private static String padded(String value) {
        return value.length() >= VALUE_COLUMN ? value : value + " ".repeat(VALUE_COLUMN - value.length());
    }
}
