package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.PersonName;
import io.cameldicom.dicom.data.PersonName.Component;
import io.cameldicom.dicom.data.PersonName.Group;
import io.cameldicom.dicom.dict.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** Person names (PS3.5 6.2.1), of patients and of people who did something. */
final class Names {

    private static final String REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";
    private static final Map<Group, String> REPRESENTATIONS =
            Map.of(Group.ALPHABETIC, "ABC", Group.IDEOGRAPHIC, "IDE", Group.PHONETIC, "SYL");

    private Names() {}

    /** A name for each group that has text; which is which is said where there is more than one. */
    static List<HumanName> humanNames(String value) {
        PersonName name = PersonName.parse(value);
        List<Group> groups =
                Arrays.stream(Group.values()).filter(name::contains).toList();
        List<HumanName> names = new ArrayList<>();
        for (Group group : groups) {
            HumanName human = humanName(name, group);
            if (groups.size() > 1) {
                human.addExtension(REPRESENTATION, new CodeType(REPRESENTATIONS.get(group)));
            }
            names.add(human);
        }
        return names;
    }

    private static HumanName humanName(PersonName name, Group group) {
        HumanName human = new HumanName().setUse(HumanName.NameUse.USUAL).setText(text(name, group));
        human.setFamily(part(name, group, Component.FAMILY_NAME));
        add(part(name, group, Component.GIVEN_NAME), human::addGiven);
        add(part(name, group, Component.MIDDLE_NAME), human::addGiven);
        add(part(name, group, Component.NAME_PREFIX), human::addPrefix);
        // what is behind the fifth component counts as suffix too
        for (String suffix : name.get(group, Component.NAME_SUFFIX).split("\\^")) {
            add(emptyToNull(Source.clean(suffix)), human::addSuffix);
        }
        return human;
    }

    private static void add(String part, java.util.function.Consumer<String> target) {
        if (part != null) {
            target.accept(part);
        }
    }

    private static String part(PersonName name, Group group, Component component) {
        return emptyToNull(Source.clean(name.get(group, component)));
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String text(PersonName name, Group group) {
        Component[] order = group == Group.ALPHABETIC
                ? new Component[] {
                    Component.NAME_PREFIX,
                    Component.GIVEN_NAME,
                    Component.MIDDLE_NAME,
                    Component.FAMILY_NAME,
                    Component.NAME_SUFFIX
                }
                : new Component[] {Component.FAMILY_NAME, Component.GIVEN_NAME};
        return Stream.of(order)
                .map(component -> Source.clean(name.get(group, component).replace('^', ' ')))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The name as people write it; null when there is none. */
    static String display(String value) {
        if (value == null) {
            return null;
        }
        PersonName name = PersonName.parse(value);
        for (Group group : Group.values()) {
            String text = text(name, group);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    /** Somebody, by name and by the code that identifies them (PS3.3 10.1); null when there is neither. */
    static Reference practitioner(Source source, String name, Attributes identification) {
        Reference person = new Reference();
        person.setDisplay(display(name));
        Attributes code =
                identification == null ? null : identification.getNestedDataset(Tag.PersonIdentificationCodeSequence);
        if (code != null && Codes.value(code) != null) {
            String system = CodingSchemes.system(
                    Source.text(code, Tag.CodingSchemeDesignator),
                    source.header(),
                    source.options().systems());
            if (system != null) {
                person.setIdentifier(new Identifier().setSystem(system).setValue(Codes.value(code)));
            }
        }
        return person.isEmpty() ? null : person.setType("Practitioner");
    }

    /** One for each name, each with the item of the same index. */
    static List<Reference> practitioners(Source source, int nameTag, int identificationTag) {
        List<String> names = source.alignedTexts(nameTag);
        List<Reference> people = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Reference person =
                    practitioner(source, names.get(i), source.header().getNestedDataset(identificationTag, i));
            if (person != null) {
                people.add(person);
            }
        }
        return people;
    }
}
