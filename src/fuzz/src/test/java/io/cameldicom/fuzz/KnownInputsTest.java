package io.cameldicom.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What once made a target fail does so no more. */
class KnownInputsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void each_target_has_seeds(FuzzTarget target) {
        assertFalse(Inputs.files(Inputs.seeds(target)).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> seeds_pass() {
        return Stream.of(FuzzTarget.values()).flatMap(target -> each(target, Inputs.seeds(target)));
    }

    @TestFactory
    Stream<DynamicTest> earlier_findings_pass() {
        return Stream.of(FuzzTarget.values()).flatMap(target -> each(target, Inputs.findings(target)));
    }

    private static Stream<DynamicTest> each(FuzzTarget target, Path folder) {
        return Inputs.files(folder).stream()
                .map(file -> DynamicTest.dynamicTest(
                        target.folder() + "/" + file.getFileName(),
                        () -> assertTimeoutPreemptively(LIMIT, () -> target.run(Files.readAllBytes(file)))));
    }
}
