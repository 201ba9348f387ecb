package io.cameldicom.it.peer;

import io.cameldicom.it.Sample;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.WireBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes association negotiation profiles for DCMTK's {@code -xf} option; the profile's name is {@code Default}. */
final class AssociationProfile {
    private AssociationProfile() {}

    /** Verification, and the SOP class of every sample with the transfer syntaxes of all of them. */
    static String ofAllSamples(Path folder) throws IOException {
        Set<String> sopClasses = new LinkedHashSet<>();
        for (Sample sample : Sample.values()) {
            sopClasses.add(sample.file().sopClassUid());
        }
        // an acceptor takes the first that is offered: compressed before uncompressed, or dcmsend would decompress
        List<String> syntaxes = new ArrayList<>();
        for (Sample sample : Sample.values()) {
            syntaxes.add(0, sample.transferSyntaxUid());
        }
        return write(folder, List.copyOf(sopClasses), syntaxes);
    }

    /** The file's own SOP class and transfer syntax and nothing else. */
    static String of(Path folder, Part10File file) throws IOException {
        return write(folder, List.of(file.sopClassUid()), List.of(file.transferSyntaxUid()));
    }

    /** Verification, and these SOP classes in these transfer syntaxes. */
    static String write(Path folder, List<String> sopClasses, List<String> syntaxes) throws IOException {
        StringBuilder text = new StringBuilder("[[TransferSyntaxes]]\n[Implicit]\nTransferSyntax1 = ")
                .append(WireBytes.IMPLICIT_LITTLE_ENDIAN)
                .append("\n[Storage]\n");
        for (int i = 0; i < syntaxes.size(); i++) {
            text.append("TransferSyntax%d = %s%n".formatted(i + 1, syntaxes.get(i)));
        }
        text.append("[[PresentationContexts]]\n[All]\n");
        text.append("PresentationContext1 = %s\\Implicit%n".formatted(WireBytes.VERIFICATION));
        for (int i = 0; i < sopClasses.size(); i++) {
            text.append("PresentationContext%d = %s\\Storage%n".formatted(i + 2, sopClasses.get(i)));
        }
        text.append("[[Profiles]]\n[Default]\nPresentationContexts = All\n");
        return Files.writeString(folder.resolve("profile.cfg"), text).toString();
    }
}
