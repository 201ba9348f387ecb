package io.cameldicom.component;

import io.cameldicom.dicom.query.InformationModel;

/** Where the names in the option {@code operation} get their meaning. */
final class ProducerOperations {

    private ProducerOperations() {}

    static ProducerOperation create(DicomOperation operation, DicomEndpoint endpoint, StoreCounters counters) {
        return switch (operation) {
            case store -> new StoreOperation(endpoint, counters);
            case echo -> new EchoOperation(endpoint);
            case find -> new FindOperation(endpoint, endpoint.getConfiguration().model());
            case worklist -> new FindOperation(endpoint, InformationModel.MODALITY_WORKLIST);
            case move -> new MoveOperation(endpoint);
            case get -> new GetOperation(endpoint);
            case commit -> new CommitOperation(endpoint);
            case mpps -> new MppsOperation(endpoint);
            case ian -> new IanOperation(endpoint);
            case print -> new PrintOperation(endpoint);
            case nCreate, nSet, nGet, nAction, nDelete, nEventReport -> new NormalizedOperation(operation, endpoint);
        };
    }
}
