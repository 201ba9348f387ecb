package io.cameldicom.component;

import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.util.List;
import java.util.Set;

/** Which presentation contexts the associations of a pool propose. Thread-safe. */
interface ContextPlan {

    /** What to offer in an association that is opened for these encodings; they come first. */
    Set<Encoding> proposalFor(Set<Encoding> wanted);

    List<PresentationContextRq> contexts(Set<Encoding> proposal);
}
