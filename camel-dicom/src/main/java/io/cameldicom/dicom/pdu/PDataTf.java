package io.cameldicom.dicom.pdu;

import java.util.List;

/**
 * P-DATA-TF (PS3.8 9.3.5) as a value: for small messages and tests. Associations stream their presentation data values
 * and never hold one of these.
 */
public record PDataTf(List<Pdv> pdvs) implements Pdu {

    public PDataTf {
        pdvs = List.copyOf(pdvs);
    }

    @Override
    public PduType type() {
        return PduType.P_DATA_TF;
    }
}
