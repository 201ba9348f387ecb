package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.QuerySopClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The presentation contexts of a C-GET: its own SOP class, and what the objects may be, which has to be said before the first
 * is known; 128 at most (PS3.8 9.3.2.2).
 */
final class GetContexts {

    private static final int MOST = 128;

    private static final List<String> UNCOMPRESSED = List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

    /** Each in a context of its own, so that the peer can take every one. */
    private static final List<String> COMPRESSED =
            List.of(UID.JPEGLosslessSV1, UID.JPEGBaseline8Bit, UID.JPEG2000Lossless, UID.JPEGLSLossless);

    /** Images that are often compressed. */
    private static final List<String> IMAGES = List.of(
            UID.CTImageStorage,
            UID.MRImageStorage,
            UID.ComputedRadiographyImageStorage,
            UID.DigitalXRayImageStorageForPresentation,
            UID.DigitalMammographyXRayImageStorageForPresentation,
            UID.UltrasoundImageStorage,
            UID.UltrasoundMultiFrameImageStorage,
            UID.XRayAngiographicImageStorage,
            UID.XRayRadiofluoroscopicImageStorage,
            UID.SecondaryCaptureImageStorage,
            UID.MultiFrameTrueColorSecondaryCaptureImageStorage,
            UID.NuclearMedicineImageStorage,
            UID.PositronEmissionTomographyImageStorage,
            UID.EnhancedCTImageStorage,
            UID.EnhancedMRImageStorage,
            UID.VLPhotographicImageStorage,
            UID.VLEndoscopicImageStorage,
            UID.BreastTomosynthesisImageStorage);

    private static final List<String> OTHERS = List.of(
            UID.MultiFrameSingleBitSecondaryCaptureImageStorage,
            UID.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
            UID.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
            UID.DigitalXRayImageStorageForProcessing,
            UID.DigitalMammographyXRayImageStorageForProcessing,
            UID.EnhancedPETImageStorage,
            UID.EnhancedXAImageStorage,
            UID.EnhancedXRFImageStorage,
            UID.EnhancedUSVolumeStorage,
            UID.XRay3DAngiographicImageStorage,
            UID.OphthalmicPhotography8BitImageStorage,
            UID.OphthalmicTomographyImageStorage,
            UID.VLMicroscopicImageStorage,
            UID.VLWholeSlideMicroscopyImageStorage,
            UID.SegmentationStorage,
            UID.GrayscaleSoftcopyPresentationStateStorage,
            UID.ColorSoftcopyPresentationStateStorage,
            UID.KeyObjectSelectionDocumentStorage,
            UID.BasicTextSRStorage,
            UID.EnhancedSRStorage,
            UID.ComprehensiveSRStorage,
            UID.Comprehensive3DSRStorage,
            UID.MammographyCADSRStorage,
            UID.ChestCADSRStorage,
            UID.XRayRadiationDoseSRStorage,
            UID.EncapsulatedPDFStorage,
            UID.EncapsulatedCDAStorage,
            UID.RTImageStorage,
            UID.RTDoseStorage,
            UID.RTStructureSetStorage,
            UID.RTPlanStorage,
            UID.RTIonPlanStorage,
            UID.RTBeamsTreatmentRecordStorage,
            UID.SpatialRegistrationStorage,
            UID.DeformableSpatialRegistrationStorage,
            UID.RawDataStorage,
            UID.TwelveLeadECGWaveformStorage,
            UID.GeneralECGWaveformStorage);

    private final List<PresentationContextRq> contexts = new ArrayList<>();

    private GetContexts(String sopClassUid) {
        add(sopClassUid, QuerySopClasses.TRANSFER_SYNTAXES);
    }

    /** In the encodings somebody else takes, for whom this side asks. */
    static List<PresentationContextRq> of(String sopClassUid, Map<String, List<String>> encodings) {
        GetContexts plan = new GetContexts(sopClassUid);
        encodings.forEach((sopClass, syntaxes) -> syntaxes.forEach(syntax -> plan.add(sopClass, List.of(syntax))));
        return plan.contexts;
    }

    /** By the options {@code sopClasses} and {@code transferSyntaxes}, else what is common. */
    static List<PresentationContextRq> of(String sopClassUid, DicomConfiguration options) {
        GetContexts plan = new GetContexts(sopClassUid);
        List<String> named =
                List.copyOf(SopClassSelection.of(options.getSopClasses()).uids());
        List<String> syntaxes =
                options.transferSyntaxList().stream().map(TransferSyntax::uid).toList();
        List<String> images = named.isEmpty() ? IMAGES : named;
        List<String> others = named.isEmpty() ? OTHERS : List.of();
        if (syntaxes.isEmpty()) {
            images.forEach(sopClass -> plan.add(sopClass, UNCOMPRESSED));
            others.forEach(sopClass -> plan.add(sopClass, UNCOMPRESSED));
            COMPRESSED.forEach(syntax -> images.forEach(sopClass -> plan.add(sopClass, List.of(syntax))));
        } else {
            syntaxes.forEach(syntax -> {
                images.forEach(sopClass -> plan.add(sopClass, List.of(syntax)));
                others.forEach(sopClass -> plan.add(sopClass, List.of(syntax)));
            });
        }
        return plan.contexts;
    }

    private void add(String abstractSyntax, List<String> transferSyntaxes) {
        if (contexts.size() < MOST) {
            contexts.add(new PresentationContextRq(2 * contexts.size() + 1, abstractSyntax, transferSyntaxes));
        }
    }
}
