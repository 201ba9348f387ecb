package io.cameldicom.component.query;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.query.MatchingOptions;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Answer DICOM queries from data sets a route has at hand: rows of a database, heads of files, matches of an archive.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom-query",
        title = "DICOM Query",
        syntax = "dicom-query:action",
        producerOnly = true,
        remote = false,
        category = {Category.HEALTH, Category.TRANSFORMATION})
public class DicomQueryEndpoint extends DefaultEndpoint {

    @UriPath(
            description =
                    "`filter` keeps the data sets in the body that match the identifier of the query, and answers of"
                            + " each what was asked for; `answer` takes all of them as matches.")
    @Metadata(required = true)
    private final QueryAction action;

    @UriParam(
            description =
                    "Attributes the body's data sets can have, a comma list of keywords. Others are not matched and"
                            + " not returned, and the requestor is told so (FF01). Default: any.")
    private String supportedKeys;

    @UriParam(
            description = "Whether person names match fuzzily even if the requestor did not negotiate it: without"
                    + " accents, in any order of words, with one letter wrong.")
    private boolean fuzzyNames;

    @UriParam(
            description =
                    "Where the dates and times of data sets without Timezone Offset From UTC (0008,0201) are from,"
                            + " such as `+0100`; used where the query says its own. Default: they are taken as they stand.")
    private String timezoneOffset;

    @UriParam(
            description =
                    "Retrieve AE Title (0008,0054) to answer: where what was found can be retrieved. Default: that"
                            + " of the data sets; if they have none the consumer sets its own, where it offers move or get.")
    private String retrieveAeTitle;

    DicomQueryEndpoint(String uri, DicomQueryComponent component, QueryAction action) {
        super(uri, component);
        this.action = action;
    }

    @Override
    public Producer createProducer() {
        return new DicomQueryProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("dicom-query: is a step of a route, not its beginning");
    }

    MatchingOptions options() {
        return MatchingOptions.DEFAULT
                .withSupportedKeys(supportedKeys == null ? null : tags(supportedKeys))
                .withFuzzyNames(fuzzyNames)
                .withTimezone(timezoneOffset == null ? null : ZoneOffset.of(timezoneOffset))
                .withRetrieveAeTitle(retrieveAeTitle);
    }

    private static Set<Integer> tags(String keywords) {
        return Arrays.stream(keywords.split(","))
                .filter(keyword -> !keyword.isBlank())
                .map(Tag::parse)
                .collect(Collectors.toSet());
    }

    public QueryAction getAction() {
        return action;
    }

    public String getSupportedKeys() {
        return supportedKeys;
    }

    public void setSupportedKeys(String supportedKeys) {
        try {
            tags(supportedKeys);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("supportedKeys=" + supportedKeys + ": " + e.getMessage(), e);
        }
        this.supportedKeys = supportedKeys;
    }

    public boolean isFuzzyNames() {
        return fuzzyNames;
    }

    public void setFuzzyNames(boolean fuzzyNames) {
        this.fuzzyNames = fuzzyNames;
    }

    public String getTimezoneOffset() {
        return timezoneOffset;
    }

    public void setTimezoneOffset(String timezoneOffset) {
        try {
            ZoneOffset.of(timezoneOffset);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timezoneOffset=" + timezoneOffset + ": must be like +0100", e);
        }
        this.timezoneOffset = timezoneOffset;
    }

    public String getRetrieveAeTitle() {
        return retrieveAeTitle;
    }

    public void setRetrieveAeTitle(String retrieveAeTitle) {
        this.retrieveAeTitle = retrieveAeTitle;
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
