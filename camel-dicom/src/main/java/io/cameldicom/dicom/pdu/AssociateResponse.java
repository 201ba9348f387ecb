package io.cameldicom.dicom.pdu;

/** What an acceptor may answer to an A-ASSOCIATE-RQ: {@link AssociateAc} or {@link AssociateRj} (PS3.8 7.1). */
public sealed interface AssociateResponse extends Pdu permits AssociateAc, AssociateRj {}
