package io.cameldicom.dicom.ul;

import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A server in a process of its own, for {@link TooManyOpenFilesTest}: prints its port, lives until its input ends. */
final class FewDescriptors {

    private FewDescriptors() {}

    public static void main(String[] args) throws Exception {
        AssociationServer server = AssociationServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                (rq, remote) -> ScriptedPeer.acceptAll(rq, 0),
                FewDescriptors::serve,
                Executors.newCachedThreadPool(),
                Timeouts.DEFAULT.withArtim(Duration.ofMinutes(5)),
                AssociationServer.Limits.DEFAULT);
        System.out.println(server.port());
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private static void serve(Association association) throws IOException {
        boolean more = true;
        while (more) {
            more = association.nextPdv();
        }
    }
}
