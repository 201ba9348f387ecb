package io.cameldicom.component;

/** Where the names in the option {@code service} get their meaning. */
final class ConsumerServices {

    private ConsumerServices() {}

    static ConsumerService create(DicomService service, DicomConsumer consumer, DicomEndpoint endpoint) {
        return switch (service) {
            case store -> new StoreService(consumer, endpoint, consumer.counters());
            case find -> FindService.ofArchive(consumer, endpoint);
            case worklist -> FindService.ofWorklist(consumer, endpoint);
            case move -> new MoveService(consumer, endpoint);
            case get -> new GetService(consumer, endpoint);
            case commit -> new CommitService(consumer, endpoint);
            case mpps -> new MppsService(consumer, endpoint.getConfiguration());
            case ian -> new IanService(consumer);
            case print -> new PrintService(consumer, endpoint);
        };
    }
}
