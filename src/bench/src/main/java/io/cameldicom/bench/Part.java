package io.cameldicom.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of the benchmark; each writes one table. */
enum Part {
    STORE(StorePart::run),
    FORWARD(ForwardPart::run),
    DURABLE(DurablePart::run),
    FSYNC(FsyncPart::run),
    HEAP(HeapPart::run),
    TOOLS(ToolsPart::run),
    TLS(TlsPart::run),
    QUERY(QueryPart::run),
    RETRIEVE(RetrievePart::run),
    WEB(WebPart::run),
    CODECS(CodecPart::run);

    private interface Work {
        void run(Lab lab) throws Exception;
    }

    private final Work work;

    Part(Work work) {
        this.work = work;
    }

    void run(Lab lab) throws Exception {
        work.run(lab);
    }

    static String names() {
        return Arrays.stream(values())
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
