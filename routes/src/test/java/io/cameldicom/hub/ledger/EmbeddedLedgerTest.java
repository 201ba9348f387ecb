package io.cameldicom.hub.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerTest extends LedgerContract {

    @TempDir
    Path databases;

    @Override
    LedgerDatabase database() {
        return again();
    }

    @Override
    LedgerDatabase again() {
        return LedgerDatabase.embedded(databases);
    }
}
