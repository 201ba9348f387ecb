package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateResponse;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.ImplementationClassUid;
import io.cameldicom.dicom.pdu.ImplementationVersionName;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PresentationContextAc;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.pdu.UserIdentityAc;
import io.cameldicom.dicom.pdu.UserIdentityRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.pdu.UserInformationItem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers association requests from what this side can do and whom it talks to. Rejections: no version 1 of the
 * protocol 2/2 (source 2, reason 2), other application context 1/2, called AE title 1/7, calling AE title or address
 * 1/3, identity refused 1/1, all permanent (PS3.8 9.3.4). A request none of whose contexts is supported is accepted
 * without contexts, as is usual. Immutable and thread-safe.
 */
public final class AssociationNegotiator implements AssociationAcceptor {

    private static final int UNLIMITED = 0;

    private final Predicate<String> calledAeTitle;
    private final Predicate<String> callingAeTitle;
    private final Predicate<InetAddress> remoteAddress;
    private final UserIdentityVerifier identityVerifier;
    private final Function<SopClassExtendedNegotiation, Optional<ByteBuffer>> extendedNegotiation;
    private final boolean identityRequired;
    private final int maxOperationsInvoked;
    private final int maxOperationsPerformed;
    private final ContextNegotiator contexts;
    private final List<UserInformationItem> own;

    private AssociationNegotiator(Builder builder) {
        calledAeTitle = builder.calledAeTitle;
        callingAeTitle = builder.callingAeTitle;
        remoteAddress = builder.remoteAddress;
        identityVerifier = builder.identityVerifier;
        extendedNegotiation = builder.extendedNegotiation;
        identityRequired = builder.identityRequired;
        maxOperationsInvoked = builder.maxOperationsInvoked;
        maxOperationsPerformed = builder.maxOperationsPerformed;
        contexts = new ContextNegotiator(List.copyOf(builder.capabilities), builder.transferSyntaxPreference);
        own = List.of(
                new MaximumLength(builder.maxPduLength),
                new ImplementationClassUid(builder.implementationClassUid),
                new ImplementationVersionName(builder.implementationVersionName));
    }

    /**
     * Begins a negotiator that takes any AE title and address.
     *
     * @param implementationClassUid this software's UID (PS3.7 D.3.3.2)
     * @param implementationVersionName 1 to 16 characters
     */
    public static Builder as(String implementationClassUid, String implementationVersionName) {
        return new Builder(implementationClassUid, implementationVersionName);
    }

    @Override
    public AssociateResponse answer(AssociateRq rq, InetSocketAddress remote) {
        if ((rq.protocolVersion() & AssociateRq.PROTOCOL_VERSION_1) == 0) {
            return AssociateRj.permanent(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
        }
        if (!rq.applicationContext().equals(AssociateRq.DICOM_APPLICATION_CONTEXT)) {
            return AssociateRj.permanent(RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED);
        }
        if (!calledAeTitle.test(rq.calledAeTitle())) {
            return AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
        }
        if (!remoteAddress.test(remote.getAddress()) || !callingAeTitle.test(rq.callingAeTitle())) {
            return AssociateRj.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
        }
        Optional<UserIdentityRq> identity = rq.userInformation().find(UserIdentityRq.class);
        if (identity.isEmpty() && identityRequired) {
            return AssociateRj.permanent(RejectReason.NO_REASON_GIVEN);
        }
        if (identityVerifier == null || identity.isEmpty()) {
            return accept(rq, Optional.empty());
        }
        Optional<ByteBuffer> response = identityVerifier.verify(identity.get(), rq, remote);
        return response.isEmpty()
                ? AssociateRj.permanent(RejectReason.NO_REASON_GIVEN)
                : accept(rq, response.filter(bytes -> identity.get().positiveResponseRequested()));
    }

    private AssociateAc accept(AssociateRq rq, Optional<ByteBuffer> identityResponse) {
        UserInformation proposed = rq.userInformation();
        List<UserInformationItem> items = new ArrayList<>(own);
        proposed.find(AsynchronousOperationsWindow.class).map(this::agree).ifPresent(items::add);
        items.addAll(contexts.roles(proposed));
        for (SopClassExtendedNegotiation extended : proposed.all(SopClassExtendedNegotiation.class)) {
            extendedNegotiation
                    .apply(extended)
                    .ifPresent(bytes -> items.add(new SopClassExtendedNegotiation(extended.sopClassUid(), bytes)));
        }
        identityResponse.ifPresent(bytes -> items.add(new UserIdentityAc(bytes)));
        List<PresentationContextAc> answers = new ArrayList<>();
        for (PresentationContextRq context : rq.presentationContexts()) {
            answers.add(contexts.answer(context, proposed));
        }
        return new AssociateAc(rq, answers, new UserInformation(items));
    }

    /** The acceptor may only lower what was proposed (PS3.7 D.3.3.3). */
    private AsynchronousOperationsWindow agree(AsynchronousOperationsWindow proposed) {
        return new AsynchronousOperationsWindow(
                lower(proposed.maxInvoked(), maxOperationsPerformed),
                lower(proposed.maxPerformed(), maxOperationsInvoked));
    }

    private static int lower(int proposed, int own) {
        return proposed == UNLIMITED ? own : Math.min(proposed, own);
    }

    /** Collects what an {@link AssociationNegotiator} goes by. */
    public static final class Builder {

        /** What is announced unless said otherwise, in bytes. */
        public static final int DEFAULT_MAX_PDU_LENGTH = 131_072;

        private final String implementationClassUid;
        private final String implementationVersionName;
        private final List<TransferCapability> capabilities = new ArrayList<>();
        private Predicate<String> calledAeTitle = title -> true;
        private Predicate<String> callingAeTitle = title -> true;
        private Predicate<InetAddress> remoteAddress = address -> true;
        private UserIdentityVerifier identityVerifier;
        private Function<SopClassExtendedNegotiation, Optional<ByteBuffer>> extendedNegotiation =
                item -> Optional.empty();
        private boolean identityRequired;
        private int maxOperationsInvoked = 1;
        private int maxOperationsPerformed = 1;
        private Function<String, List<String>> transferSyntaxPreference = sopClass -> List.of();
        private long maxPduLength = DEFAULT_MAX_PDU_LENGTH;

        private Builder(String implementationClassUid, String implementationVersionName) {
            this.implementationClassUid = implementationClassUid;
            this.implementationVersionName = implementationVersionName;
        }

        /** AE titles this side answers to. */
        public Builder calledAeTitle(Predicate<String> accepted) {
            calledAeTitle = accepted;
            return this;
        }

        /** AE titles that may call. */
        public Builder callingAeTitle(Predicate<String> accepted) {
            callingAeTitle = accepted;
            return this;
        }

        /** Addresses that may call; others are told that their AE title is not recognized. */
        public Builder remoteAddress(Predicate<InetAddress> accepted) {
            remoteAddress = accepted;
            return this;
        }

        /** Asked where the requestor gives an identity; without one identities are ignored (PS3.7 D.3.3.7). */
        public Builder userIdentity(UserIdentityVerifier verifier) {
            identityVerifier = verifier;
            return this;
        }

        /** Rejects requestors that give no identity. */
        public Builder requireUserIdentity(boolean required) {
            identityRequired = required;
            return this;
        }

        /**
         * How many operations may be outstanding at a time where the requestor proposes several (PS3.7 D.3.3.3); one each way
         * by default.
         *
         * @param maxInvoked by this side, 1 to 65535
         * @param maxPerformed by this side for the requestor, 1 to 65535
         */
        public Builder operationsWindow(int maxInvoked, int maxPerformed) {
            if (Math.min(maxInvoked, maxPerformed) < 1 || Math.max(maxInvoked, maxPerformed) > 0xFFFF) {
                throw new IllegalArgumentException(
                        "operations window " + maxInvoked + "/" + maxPerformed + ": must be 1 to 65535 each way");
            }
            maxOperationsInvoked = maxInvoked;
            maxOperationsPerformed = maxPerformed;
            return this;
        }

        /**
         * Which of several proposed transfer syntaxes is chosen, by SOP class, the preferred UID first. It goes before the
         * order of the capability, but chooses only what the capability takes; empty leaves it to the capability.
         */
        public Builder transferSyntaxPreference(Function<String, List<String>> bySopClass) {
            transferSyntaxPreference = bySopClass;
            return this;
        }

        /** Answers SOP class extended negotiation; nothing leaves the item out of the answer (PS3.7 D.3.3.5). */
        public Builder extendedNegotiation(Function<SopClassExtendedNegotiation, Optional<ByteBuffer>> answer) {
            extendedNegotiation = answer;
            return this;
        }

        /** Adds a capability; of several that fit a context the first one added counts. */
        public Builder capability(TransferCapability capability) {
            capabilities.add(capability);
            return this;
        }

        /** Longest P-DATA-TF variable field to announce, in bytes; 0 for no limit (PS3.8 D.1). */
        public Builder maxPduLength(long bytes) {
            maxPduLength = bytes;
            return this;
        }

        public AssociationNegotiator build() {
            return new AssociationNegotiator(this);
        }
    }
}
