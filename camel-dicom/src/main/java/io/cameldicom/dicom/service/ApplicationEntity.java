package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Implementation;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseHandler;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.AeTitle;
import io.cameldicom.dicom.pdu.AssociateResponse;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.AssociationNegotiator;
import io.cameldicom.dicom.ul.PresentationContext;
import io.cameldicom.dicom.ul.TransferCapability;
import io.cameldicom.dicom.ul.TransferCapability.Role;
import io.cameldicom.dicom.ul.UserIdentityVerifier;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * An application entity that performs services (PS3.8 annex C names them by AE titles): who may associate, which
 * presentation contexts are accepted, who handles which request. C-ECHO is always answered. Immutable and thread-safe.
 */
public final class ApplicationEntity implements DimseHandlers {
    /** Answers to every called AE title no other application entity of the host has. */
    public static final String ANY = "*";
    /** What a PDU may have by default, in bytes. */
    public static final int DEFAULT_MAX_PDU_LENGTH = 131_072;

    private final String aeTitle;
    private final List<ServiceClassProvider> providers;
    private final AssociationNegotiator negotiator;
    private final long maxDataSetLength;
    private final AssociationListener listener;
    private final Executor executor;
    private final BooleanSupplier admission;
    private final Builder made;
    /** Whose services these are, where it was joined; otherwise itself. */
    private final List<ApplicationEntity> parts;

    private ApplicationEntity(Builder builder, List<ApplicationEntity> joined) {
        parts = joined.isEmpty() ? List.of(this) : joined;
        made = builder.copy();
        aeTitle = builder.aeTitle;
        providers = List.copyOf(builder.providers);
        negotiator = negotiator(builder);
        maxDataSetLength = builder.maxDataSetLength;
        listener = builder.listener;
        executor = builder.executor;
        admission = builder.admission;
    }

    /** @param aeTitle 1 to 16 characters, or {@link #ANY} */
    public static Builder builder(String aeTitle) {
        return new Builder(aeTitle);
    }

    /**
     * One application entity that offers what several of the same AE title offer, and tells all their listeners. Where two
     * take the same request the earlier gets it.
     *
     * @throws IllegalArgumentException if they do not have the same rules for associations; the message says which differ
     */
    public static ApplicationEntity joined(List<ApplicationEntity> entities) {
        Builder joint = entities.get(0).made.copy();
        for (ApplicationEntity other : entities.subList(1, entities.size())) {
            joint.requireSameRules(other.made);
            other.providers.stream()
                    .filter(provider -> !(provider instanceof VerificationScp))
                    .forEach(joint::service);
        }
        joint.listener(JointListener.of(
                entities.stream().map(ApplicationEntity::listener).toList()));
        return new ApplicationEntity(joint, List.copyOf(entities));
    }

    public String aeTitle() {
        return aeTitle;
    }

    @Override
    public DimseHandler find(Dimse command, String abstractSyntax) {
        Role role = command == Dimse.N_EVENT_REPORT_RQ ? Role.SCU : Role.SCP;
        boolean known = false;
        for (ServiceClassProvider provider : providers) {
            if (serves(provider, role, abstractSyntax)) {
                if (provider.commands().contains(command)) {
                    return provider;
                }
                known = true;
            }
        }
        return known ? null : findForSpecialization(command);
    }

    /** Whether an association accepted here is one of a part's: the only part, or one with a SOP class that was negotiated. */
    boolean serves(Association association, ApplicationEntity part) {
        return parts.contains(part) && (parts.size() == 1 || part.performs(association));
    }

    private boolean performs(Association association) {
        return association.acceptedContexts().stream()
                .map(PresentationContext::abstractSyntax)
                .anyMatch(abstractSyntax -> providers.stream()
                        .filter(provider -> !(provider instanceof VerificationScp))
                        .flatMap(provider -> provider.transferCapabilities().stream())
                        .anyMatch(capability -> capability.abstractSyntax().test(abstractSyntax)));
    }

    private static boolean serves(ServiceClassProvider provider, Role role, String abstractSyntax) {
        for (TransferCapability capability : provider.transferCapabilities()) {
            if (capability.role() == role && capability.abstractSyntax().test(abstractSyntax)) {
                return true;
            }
        }
        return false;
    }

    /** A context accepted though nobody here knows its SOP class: by a related general one (PS3.7 D.3.3.6). */
    private DimseHandler findForSpecialization(Dimse command) {
        for (ServiceClassProvider provider : providers) {
            if (provider.commands().contains(command)) {
                return provider;
            }
        }
        return null;
    }

    /**
     * Accepts or rejects an association that is addressed to this application entity: 1/1/3 if calling AE title or address
     * is not allowed, 2/3/1 while none are taken, else an A-ASSOCIATE-AC that has an answer for each context.
     */
    public AssociateResponse answer(AssociateRq rq, InetSocketAddress remote) {
        AssociateResponse response = negotiator.answer(rq, remote);
        return response instanceof AssociateRj || admission.getAsBoolean()
                ? response
                : AssociateRj.transientlyFor(RejectReason.TEMPORARY_CONGESTION);
    }

    private static AssociationNegotiator negotiator(Builder builder) {
        List<AeTitlePattern> aeTitles =
                builder.callingAeTitles.stream().map(AeTitlePattern::new).toList();
        List<AddressRange> ranges =
                builder.remoteAddresses.stream().map(AddressRange::parse).toList();
        AssociationNegotiator.Builder negotiator = AssociationNegotiator.as(
                        Implementation.CLASS_UID, Implementation.VERSION_NAME)
                .callingAeTitle(aeTitle -> aeTitles.stream().anyMatch(pattern -> pattern.matches(aeTitle)))
                .remoteAddress(
                        address -> ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address)))
                .maxPduLength(builder.maxPduLength)
                .userIdentity(builder.identityVerifier)
                .requireUserIdentity(builder.identityRequired)
                .operationsWindow(builder.maxOperationsInvoked, builder.maxOperationsPerformed)
                .transferSyntaxPreference(builder.transferSyntaxPreference)
                .extendedNegotiation(proposed -> negotiate(builder.providers, proposed));
        builder.providers.stream()
                .map(ServiceClassProvider::transferCapabilities)
                .flatMap(List::stream)
                .forEach(negotiator::capability);
        return negotiator.build();
    }

    private static Optional<ByteBuffer> negotiate(
            List<ServiceClassProvider> providers, SopClassExtendedNegotiation proposed) {
        return providers.stream()
                .filter(provider -> serves(provider, Role.SCP, proposed.sopClassUid()))
                .map(provider -> provider.negotiate(proposed))
                .flatMap(Optional::stream)
                .findFirst();
    }

    AssociationListener listener() {
        return listener;
    }

    long maxDataSetLength() {
        return maxDataSetLength;
    }

    /** Runs what handlers answer later; null for the host's. */
    Executor executor() {
        return executor;
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final String aeTitle;
        private final List<ServiceClassProvider> providers = new ArrayList<>(List.of(new VerificationScp()));
        private List<String> callingAeTitles = List.of(AeTitlePattern.ANY);
        private List<String> remoteAddresses = List.of();
        private int maxPduLength = DEFAULT_MAX_PDU_LENGTH;
        private AssociationListener listener = AssociationListener.NONE;
        private long maxDataSetLength = DimseSession.DEFAULT_MAX_DATA_SET_LENGTH;
        private Executor executor;
        private int maxOperationsInvoked = 1;
        private int maxOperationsPerformed = 1;
        private UserIdentityVerifier identityVerifier;
        private boolean identityRequired;
        private BooleanSupplier admission = () -> true;
        private Function<String, List<String>> transferSyntaxPreference = sopClass -> List.of();

        private Builder(String aeTitle) {
            this.aeTitle = ANY.equals(aeTitle) ? ANY : AeTitle.requireValid(aeTitle);
        }

        /** Adds a service; where two take the same request the one added first gets it. */
        public Builder service(ServiceClassProvider provider) {
            providers.add(provider);
            return this;
        }

        /** Calling AE titles let in, {@code *} and {@code ?} being wildcards; any by default, also a blank one. */
        public Builder allowedCallingAeTitles(List<String> patterns) {
            callingAeTitles = List.copyOf(patterns);
            return this;
        }

        /** Addresses let in, single or in CIDR notation; empty, the default, lets all in. No host names. */
        public Builder allowedRemoteAddresses(List<String> ranges) {
            remoteAddresses = List.copyOf(ranges);
            return this;
        }

        /** Longest PDU the peer may send, in bytes; 0 announces no limit. */
        public Builder maxPduLength(int bytes) {
            maxPduLength = bytes;
            return this;
        }

        /** Longest data set taken, in bytes; a longer one is refused with A700. */
        public Builder maxDataSetLength(long bytes) {
            maxDataSetLength = bytes;
            return this;
        }

        /**
         * Runs the operations that go on while their association is read (C-FIND, C-MOVE, C-GET; with an operations window
         * C-STORE too), each on a thread of its own, at most as many for an association as its window allows. The host's
         * executor by default; not shut down here.
         */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /**
         * How many operations of an association may be outstanding at a time where the requestor proposes several (PS3.7
         * D.3.3.3); one each way by default.
         *
         * @param maxInvoked by this side, 1 to 65535
         * @param maxPerformed by this side for the requestor, 1 to 65535
         */
        public Builder operationsWindow(int maxInvoked, int maxPerformed) {
            maxOperationsInvoked = maxInvoked;
            maxOperationsPerformed = maxPerformed;
            return this;
        }

        /** Asked where the requestor gives an identity (PS3.7 D.3.3.7); identities are ignored by default. */
        public Builder userIdentityVerifier(UserIdentityVerifier verifier) {
            identityVerifier = verifier;
            return this;
        }

        /** Rejects requestors that give no identity, 1/1/1; off by default. */
        public Builder requireUserIdentity(boolean required) {
            identityRequired = required;
            return this;
        }

        /** Whether associations are taken now: asked for each, and while not they are rejected 2/3/1. Always by default. */
        public Builder admission(BooleanSupplier taken) {
            admission = taken;
            return this;
        }

        /**
         * Which of several proposed transfer syntaxes is chosen, by SOP class UID, the preferred UID first; empty leaves it to
         * the service. What the service does not take is not chosen.
         */
        public Builder transferSyntaxPreference(Function<String, List<String>> bySopClass) {
            transferSyntaxPreference = bySopClass;
            return this;
        }

        /** Who is told of associations; nobody by default. */
        public Builder listener(AssociationListener listener) {
            this.listener = listener;
            return this;
        }

        private Builder copy() {
            Builder copy = new Builder(aeTitle);
            copy.providers.clear();
            copy.providers.addAll(providers);
            copy.callingAeTitles = callingAeTitles;
            copy.remoteAddresses = remoteAddresses;
            copy.maxPduLength = maxPduLength;
            copy.listener = listener;
            copy.maxDataSetLength = maxDataSetLength;
            copy.executor = executor;
            copy.maxOperationsInvoked = maxOperationsInvoked;
            copy.maxOperationsPerformed = maxOperationsPerformed;
            copy.identityVerifier = identityVerifier;
            copy.identityRequired = identityRequired;
            copy.admission = admission;
            copy.transferSyntaxPreference = transferSyntaxPreference;
            return copy;
        }

        /** What is decided before a request says which service is meant. */
        private Map<String, Object> rules() {
            Map<String, Object> rules = new LinkedHashMap<>();
            rules.put("calling AE titles", callingAeTitles);
            rules.put("remote addresses", remoteAddresses);
            rules.put("maximum PDU length", maxPduLength);
            rules.put("maximum data set length", maxDataSetLength);
            rules.put("operations window", List.of(maxOperationsInvoked, maxOperationsPerformed));
            rules.put("user identity", List.of(Optional.ofNullable(identityVerifier), identityRequired));
            return rules;
        }

        private void requireSameRules(Builder other) {
            Map<String, Object> mine = rules();
            List<String> differing = other.rules().entrySet().stream()
                    .filter(rule -> !rule.getValue().equals(mine.get(rule.getKey())))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!differing.isEmpty()) {
                throw new IllegalArgumentException(
                        "AE title " + aeTitle + " is shared, but with different " + String.join(" and ", differing));
            }
        }

        /** @throws IllegalArgumentException naming what is wrong in the lists */
        public ApplicationEntity build() {
            return new ApplicationEntity(this, List.of());
        }
    }
}
