package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server that runs out of file descriptors (EMFILE) serves again as soon as there are some. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledOnOs({OS.LINUX, OS.MAC})
class TooManyOpenFilesTest {

    private static final int DESCRIPTORS = 256;

    @Test
    void running_out_of_descriptors_does_not_end_the_service() throws Exception {
        Process server = start();
        try (BufferedReader output = server.inputReader()) {
            int port = Integer.parseInt(output.readLine());

            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 2 * DESCRIPTORS; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            String line = output.readLine();
            while (!line.contains("cannot accept connections")) {
                line = output.readLine();
            }
            for (Socket socket : silent) {
                socket.close();
            }

            Association association = Association.request(Wire.connect(port), Wire.rq(), Timeouts.DEFAULT);
            association.release();
            server.outputWriter().close();
            assertTrue(server.waitFor(20, TimeUnit.SECONDS));
        } finally {
            server.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + DESCRIPTORS + " && exec \"$@\"",
                        "sh",
                        java,
                        "-Dtest.log=WARN",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FewDescriptors.class.getName())
                .redirectErrorStream(true)
                .start();
    }
}
