package io.cameldicom.dicom.service;

/**
 * The C-MOVE a C-STORE is a sub-operation of (PS3.7 9.1.1.1).
 *
 * @param aeTitle Move Originator Application Entity Title: who asked for it
 * @param messageId Move Originator Message ID
 */
public record MoveOriginator(String aeTitle, int messageId) {}
