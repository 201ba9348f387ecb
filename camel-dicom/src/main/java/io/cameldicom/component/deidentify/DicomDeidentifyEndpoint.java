package io.cameldicom.component.deidentify;

import io.cameldicom.dicom.deid.Deidentifier;
import io.cameldicom.dicom.deid.KeyedHash;
import io.cameldicom.dicom.deid.ProfileOption;
import io.cameldicom.dicom.deid.SafePrivateAttribute;
import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * De-identify DICOM objects by the Basic Application Level Confidentiality Profile of PS3.15 Annex E.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom-deidentify",
        title = "DICOM De-identify",
        syntax = "dicom-deidentify:name",
        producerOnly = true,
        remote = false,
        category = {Category.HEALTH, Category.TRANSFORMATION})
public class DicomDeidentifyEndpoint extends DefaultEndpoint {
    @UriPath(description = "What the objects are for. Only for people: it shows in logs and error messages.")
    @Metadata(required = true)
    private final String name;

    @UriParam(
            label = "security",
            secret = true,
            description = "The key of pseudonyms, UIDs and date shifts: any text of at least 16 characters that is hard"
                    + " to guess. The same key gives the same ones; whoever has it can find out who a pseudonym is.")
    @Metadata(required = true)
    private String key;

    @UriParam(defaultValue = "false", description = "Retain UIDs Option: UIDs stay as they are.")
    private boolean retainUids;

    @UriParam(
            defaultValue = "false",
            description = "Retain Device Identity Option: serial numbers, station names and the like stay.")
    private boolean retainDeviceIdentity;

    @UriParam(
            defaultValue = "false",
            description = "Retain Institution Identity Option: names and addresses of institutions stay.")
    private boolean retainInstitutionIdentity;

    @UriParam(
            defaultValue = "false",
            description = "Retain Patient Characteristics Option: sex, age, size, weight and the like stay.")
    private boolean retainPatientCharacteristics;

    @UriParam(
            defaultValue = "REMOVE",
            description = "Dates and times: `REMOVE`; `SHIFT` all of a patient's into the past by the same number of"
                    + " days (Retain Longitudinal Temporal Information Modified Dates Option); `RETAIN` them (Full"
                    + " Dates Option).")
    private DateHandling dates = DateHandling.REMOVE;

    @UriParam(
            defaultValue = "3650",
            description = "How far `dates=SHIFT` moves: by 1 to this many days, depending on patient and key.")
    private int maxDateShift = 3650;

    @UriParam(
            description = "Retain Safe Private Option: private attributes known to identify nobody, with commas between"
                    + " them: `RAW((0019,xx\"GEMS_ACQU_01\",02), (0019,xx\"GEMS_ACQU_01\",23))`. All others are"
                    + " removed.")
    private String safePrivateAttributes;

    @UriParam(
            defaultValue = "REFUSE",
            description = "Objects whose pixels may show who the patient is (0028,0301 and 0028,0302, or a SOP class"
                    + " whose images often do): `REFUSE` fails the exchange, `WARN` logs, `IGNORE` leaves it to you."
                    + " Pixels are never changed.")
    private BurnedInPolicy burnedIn = BurnedInPolicy.REFUSE;

    private Deidentifier deidentifier;

    DicomDeidentifyEndpoint(String uri, DicomDeidentifyComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        return new DicomDeidentifyProducer(this, deidentifier);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("dicom-deidentify:" + name + ": nothing comes from it, use it in to");
    }

    /** Checks the options, so that a mistake stops the start. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        try {
            if (key == null) {
                throw new IllegalArgumentException("the option key is missing");
            }
            deidentifier = new Deidentifier(new KeyedHash(key), options(), safePrivate(), maxDateShift);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("dicom-deidentify:" + name + ": " + e.getMessage(), e);
        }
    }

    private Set<SafePrivateAttribute> safePrivate() {
        return safePrivateAttributes == null ? Set.of() : SafePrivateAttributes.parse(safePrivateAttributes);
    }

    private Set<ProfileOption> options() {
        Set<ProfileOption> options = EnumSet.noneOf(ProfileOption.class);
        addIf(safePrivateAttributes != null, ProfileOption.RETAIN_SAFE_PRIVATE, options);
        addIf(retainUids, ProfileOption.RETAIN_UIDS, options);
        addIf(retainDeviceIdentity, ProfileOption.RETAIN_DEVICE_IDENTITY, options);
        addIf(retainInstitutionIdentity, ProfileOption.RETAIN_INSTITUTION_IDENTITY, options);
        addIf(retainPatientCharacteristics, ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, options);
        addIf(dates == DateHandling.RETAIN, ProfileOption.RETAIN_FULL_DATES, options);
        addIf(dates == DateHandling.SHIFT, ProfileOption.RETAIN_MODIFIED_DATES, options);
        return options;
    }

    private static void addIf(boolean wanted, ProfileOption option, Set<ProfileOption> options) {
        if (wanted) {
            options.add(option);
        }
    }

    public String getName() {
        return name;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public boolean isRetainUids() {
        return retainUids;
    }

    public void setRetainUids(boolean retainUids) {
        this.retainUids = retainUids;
    }

    public boolean isRetainDeviceIdentity() {
        return retainDeviceIdentity;
    }

    public void setRetainDeviceIdentity(boolean retainDeviceIdentity) {
        this.retainDeviceIdentity = retainDeviceIdentity;
    }

    public boolean isRetainInstitutionIdentity() {
        return retainInstitutionIdentity;
    }

    public void setRetainInstitutionIdentity(boolean retainInstitutionIdentity) {
        this.retainInstitutionIdentity = retainInstitutionIdentity;
    }

    public boolean isRetainPatientCharacteristics() {
        return retainPatientCharacteristics;
    }

    public void setRetainPatientCharacteristics(boolean retainPatientCharacteristics) {
        this.retainPatientCharacteristics = retainPatientCharacteristics;
    }

    public DateHandling getDates() {
        return dates;
    }

    public void setDates(DateHandling dates) {
        this.dates = dates;
    }

    public int getMaxDateShift() {
        return maxDateShift;
    }

    public void setMaxDateShift(int maxDateShift) {
        this.maxDateShift = maxDateShift;
    }

    public String getSafePrivateAttributes() {
        return safePrivateAttributes;
    }

    public void setSafePrivateAttributes(String safePrivateAttributes) {
        this.safePrivateAttributes = safePrivateAttributes;
    }

    public BurnedInPolicy getBurnedIn() {
        return burnedIn;
    }

    public void setBurnedIn(BurnedInPolicy burnedIn) {
        this.burnedIn = burnedIn;
    }
}
