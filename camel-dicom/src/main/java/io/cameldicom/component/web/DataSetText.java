package io.cameldicom.component.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.json.JsonWriter;
import io.cameldicom.dicom.xml.XmlWriter;
import io.cameldicom.web.Accept;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.WebRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** Data sets as the text a client takes: the DICOM JSON Model, or the Native DICOM Model in XML. */
enum DataSetText {
    JSON(MediaType.DICOM_JSON) {
        @Override
        byte[] encode(Attributes attributes, BulkDataUris uris) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                new JsonWriter(json, uris).write(attributes);
            }
            return bytes.toByteArray();
        }
    },

    XML(MediaType.DICOM_XML) {
        @Override
        byte[] encode(Attributes attributes, BulkDataUris uris) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStreamWriter writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
                XmlWriter.writeDocument(attributes, uris, writer);
            }
            return bytes.toByteArray();
        }
    };

    private static final JsonFactory FACTORY = new JsonFactory();

    private final MediaType type;

    DataSetText(MediaType type) {
        this.type = type;
    }

    MediaType type() {
        return type;
    }

    abstract byte[] encode(Attributes attributes, BulkDataUris uris) throws IOException;

    /**
     * The form for results (PS3.18 8.7.5): JSON where anything is taken, XML in parts.
     *
     * @throws WebRequestException 406 if neither is taken
     */
    static DataSetText ofResults(Accept accept) throws WebRequestException {
        for (MediaType range : accept.ranges()) {
            if (range.includes(MediaType.DICOM_JSON) || range.includes(MediaType.JSON)) {
                return JSON;
            }
            if (range.includes(MediaType.MULTIPART_RELATED)
                    && range.related() != null
                    && range.related().isSame(MediaType.DICOM_XML)) {
                return XML;
            }
        }
        throw new WebRequestException(
                WebRequestException.NOT_ACCEPTABLE,
                "Results can be application/dicom+json or multipart/related; type=\"application/dicom+xml\"");
    }

    /** The form for one data set; JSON unless XML is what is wanted. */
    static DataSetText ofOne(Accept accept) {
        for (MediaType range : accept.ranges()) {
            if (range.includes(MediaType.DICOM_JSON) || range.includes(MediaType.JSON)) {
                return JSON;
            }
            if (range.includes(MediaType.DICOM_XML)) {
                return XML;
            }
        }
        return JSON;
    }
}
