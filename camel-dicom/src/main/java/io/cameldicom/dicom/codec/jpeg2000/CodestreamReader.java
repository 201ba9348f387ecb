package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads main header and tile-part headers, and finds where the packets lie (T.800 annex A). */
final class CodestreamReader {
    private static final int SOT_SEGMENT_LENGTH = 12;
    private static final int FIRST_MARKER_WITHOUT_SEGMENT = 0x30;
    private static final int LAST_MARKER_WITHOUT_SEGMENT = 0x3F;

    private final EncodedFrame frame;
    private final MarkerReader reader;
    private final Map<Integer, TileData> tiles = new TreeMap<>();
    private final PackedHeaders packedHeaders = new PackedHeaders();
    private ImageSize size;
    private Parameters parameters;

    CodestreamReader(EncodedFrame frame) {
        this.frame = frame;
        this.reader = new MarkerReader(frame);
    }

    /** Reads SOC and SIZ, from which it can be told whether the rest is worth reading. */
    ImageSize readSize() throws CodecException {
        if (reader.nextMarker() != Markers.SOC || reader.nextMarker() != Markers.SIZ) {
            throw reader.broken("no JPEG 2000 codestream: it would begin with SOC and SIZ");
        }
        reader.enterSegment();
        size = ImageSize.read(reader);
        reader.leaveSegment();
        parameters = new Parameters(null, size.components().size());
        return size;
    }

    /** Reads all headers after SIZ; a tile of which there is no tile-part is an error. */
    List<TileData> readTiles() throws CodecException {
        int marker = reader.nextMarker();
        while (marker != Markers.SOT) {
            readMainSegment(marker);
            marker = reader.nextMarker();
        }
        checkParameters();
        while (marker == Markers.SOT) {
            boolean more = readTilePart();
            marker = more ? reader.nextMarker() : Markers.EOC;
        }
        if (marker != Markers.EOC) {
            throw reader.broken(String.format("marker FF%02X between tile-parts", marker));
        }
        if (tiles.size() < size.tiles()) {
            throw reader.broken(tiles.size() + " of " + size.tiles() + " tiles are there");
        }
        return new ArrayList<>(tiles.values());
    }

    private void checkParameters() throws CodecException {
        if (parameters.codingStyle() == null || parameters.quantization(0) == null) {
            throw reader.broken("main header without coding style or quantization");
        }
    }

    private void readMainSegment(int marker) throws CodecException {
        if (marker == Markers.EOC || marker == Markers.SOD) {
            throw reader.broken("codestream without a tile");
        }
        if (isWithoutSegment(marker)) {
            return;
        }
        reader.enterSegment();
        switch (marker) {
            case Markers.PPM -> packedHeaders.read(reader);
            case Markers.SIZ -> throw reader.broken("second SIZ marker segment");
            default -> readParameters(marker, parameters);
        }
        reader.leaveSegment();
    }

    private static boolean isWithoutSegment(int marker) {
        return marker >= FIRST_MARKER_WITHOUT_SEGMENT && marker <= LAST_MARKER_WITHOUT_SEGMENT;
    }

    /**
     * Segments that hold no parameters, such as TLM, PLT, CRG and COM, and those not known are skipped (A.1.3); those of
     * Part 2 are not, since they change the samples.
     */
    private void readParameters(int marker, Parameters into) throws CodecException {
        switch (marker) {
            case Markers.COD -> into.readCodingStyle(reader);
            case Markers.COC -> into.readComponentStyle(reader);
            case Markers.QCD -> into.readQuantization(reader);
            case Markers.QCC -> into.readComponentQuantization(reader);
            case Markers.RGN -> into.readRegionOfInterest(reader);
            case Markers.POC -> into.readProgressionChanges(reader);
            default -> {
                if (Markers.isOfPart2(marker)) {
                    throw reader.broken(String.format("marker FF%02X: transforms of Part 2 are not supported", marker));
                }
            }
        }
    }

    /** @return whether something follows */
    private boolean readTilePart() throws CodecException {
        int start = reader.position() - 2;
        reader.enterSegment();
        int index = reader.readUnsignedShort();
        long length = reader.readUnsigned(4);
        reader.leaveSegment();
        if (index >= size.tiles()) {
            throw reader.broken("tile-part of tile " + index + ", but there are " + size.tiles());
        }
        if (length != 0 && length < SOT_SEGMENT_LENGTH + 2) {
            throw reader.broken("tile-part of " + length + " bytes");
        }
        TileData tile = tiles.computeIfAbsent(
                index,
                i -> new TileData(
                        i, new Parameters(parameters, size.components().size())));
        readTilePartHeader(tile);
        int end = length == 0 ? endOfCodestream() : tilePartEnd(start + length);
        if (end < reader.position()) {
            throw reader.broken("tile-part is shorter than its header");
        }
        tile.addRange(reader.position(), end);
        reader.position(end);
        return !reader.isAtEnd();
    }

    private int tilePartEnd(long end) throws CodecException {
        if (end > frame.end()) {
            throw new CodecException("codestream is cut off in a tile-part", frame.length());
        }
        return (int) end;
    }

    private void readTilePartHeader(TileData tile) throws CodecException {
        PackedHeaders packets = new PackedHeaders();
        int marker = reader.nextMarker();
        while (marker != Markers.SOD) {
            if (marker == Markers.SOT || marker == Markers.EOC) {
                throw reader.broken("tile-part without data");
            }
            if (!isWithoutSegment(marker)) {
                reader.enterSegment();
                if (marker == Markers.PPT) {
                    packets.read(reader);
                } else {
                    readParameters(marker, tile.parameters);
                }
                reader.leaveSegment();
            }
            marker = reader.nextMarker();
        }
        if (!packets.isEmpty()) {
            tile.addPackedHeaders(packets.join());
        } else if (!packedHeaders.isEmpty()) {
            tile.addPackedHeaders(packedHeaders.nextTilePart());
        }
    }

    /** A last tile-part without a length ends where the EOC marker stands, which padding may follow. */
    private int endOfCodestream() {
        byte[] bytes = frame.bytes();
        int end = frame.end();
        while (end > reader.position() && bytes[end - 1] == 0) {
            end--;
        }
        boolean marked = end - 2 >= reader.position() && bytes[end - 2] == -1 && bytes[end - 1] == (byte) Markers.EOC;
        return marked ? end - 2 : frame.end();
    }
}
