package io.cameldicom.component;

/**
 * Whether the peer still wants the answer: it may send a C-CANCEL (PS3.7 9.3.2.3), or its association end. An exchange of a
 * query or retrieval has it as the property {@code CamelDicomCancellation}; in Simple: {@code
 * ${exchangeProperty.CamelDicomCancellation.cancelled}}. Thread-safe.
 */
public interface Cancellation {

    boolean isCancelled();

    /** Something to do once when that happens, at once if it has. It must not block. */
    void onCancel(Runnable task);
}
