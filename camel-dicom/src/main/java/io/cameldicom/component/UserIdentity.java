package io.cameldicom.component;

import io.cameldicom.dicom.pdu.UserIdentityRq;
import io.cameldicom.dicom.ul.Association;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** User identity (PS3.7 D.3.3.7): what the options of a producer say, and who a consumer's requestor is. */
final class UserIdentity {

    private static final String FILE = "file:";

    private UserIdentity() {}

    /**
     * The identity a producer gives, asked for each association; files are read then.
     *
     * @throws IllegalArgumentException if the options do not go together
     */
    static Supplier<UserIdentityRq> of(SecurityConfiguration options) {
        boolean confirmed = options.isUserIdentityConfirmed();
        List<Supplier<UserIdentityRq>> given = new ArrayList<>();
        if (options.getUsername() != null) {
            UserIdentityRq identity = user(options.getUsername(), options.getPassword(), confirmed);
            given.add(() -> identity);
        } else if (options.getPassword() != null) {
            throw new IllegalArgumentException("password without username: user identity type 2 needs both");
        }
        if (options.getKerberosTicket() != null) {
            String ticket = options.getKerberosTicket();
            if (!ticket.startsWith(FILE)) {
                throw new IllegalArgumentException(
                        "kerberosTicket: must be file: and the path of the file with the ticket");
            }
            given.add(() -> token(UserIdentityRq.KERBEROS_SERVICE_TICKET, ticket, confirmed));
        }
        if (options.getSaml() != null) {
            given.add(() -> token(UserIdentityRq.SAML_ASSERTION, options.getSaml(), confirmed));
        }
        if (options.getJwt() != null) {
            given.add(() -> token(UserIdentityRq.JSON_WEB_TOKEN, options.getJwt(), confirmed));
        }
        if (given.size() > 1) {
            throw new IllegalArgumentException(
                    "only one of username, kerberosTicket, saml and jwt can be set: an association has one user identity");
        }
        return given.isEmpty() ? () -> null : given.get(0);
    }

    /** The user name the verifier of this consumer has accepted; nothing for tickets, assertions and tokens. */
    static Optional<String> verifiedName(Association association) {
        return association
                .associateRq()
                .userInformation()
                .find(UserIdentityRq.class)
                .filter(identity -> identity.identityType() == UserIdentityRq.USERNAME
                        || identity.identityType() == UserIdentityRq.USERNAME_AND_PASSCODE)
                .map(identity ->
                        StandardCharsets.UTF_8.decode(identity.primaryField()).toString());
    }

    private static UserIdentityRq user(String name, String passcode, boolean confirmed) {
        return new UserIdentityRq(
                passcode == null ? UserIdentityRq.USERNAME : UserIdentityRq.USERNAME_AND_PASSCODE,
                confirmed,
                StandardCharsets.UTF_8.encode(name),
                passcode == null ? ByteBuffer.allocate(0) : StandardCharsets.UTF_8.encode(passcode));
    }

    private static UserIdentityRq token(int type, String value, boolean confirmed) {
        ByteBuffer bytes = value.startsWith(FILE)
                ? read(Path.of(value.substring(FILE.length())), type)
                : StandardCharsets.UTF_8.encode(value);
        return new UserIdentityRq(type, confirmed, bytes, ByteBuffer.allocate(0));
    }

    private static ByteBuffer read(Path file, int type) {
        try {
            return type == UserIdentityRq.KERBEROS_SERVICE_TICKET
                    ? ByteBuffer.wrap(Files.readAllBytes(file))
                    : StandardCharsets.UTF_8.encode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("user identity: cannot read " + file + ": " + e, e));
        }
    }
}
