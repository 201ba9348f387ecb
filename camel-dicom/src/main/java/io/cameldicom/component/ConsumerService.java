package io.cameldicom.component;

import io.cameldicom.dicom.service.ServiceClassProvider;
import io.cameldicom.dicom.ul.Association;
import java.util.List;
import org.apache.camel.Service;

/**
 * A service of a consumer: its requests become exchanges, what the route did becomes the answer. Started before the first
 * association and stopped after the last. Thread-safe.
 */
interface ConsumerService extends Service {

    /** What is accepted in associations and performed. */
    List<ServiceClassProvider> providers();

    /** An association has ended that may have used the service; on its thread, after its last request. */
    default void associationClosed(Association association) {}
}
