package io.cameldicom.hub;

import io.cameldicom.dicom.dict.NearestWords;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of {@code hub.} settings that do not exist: a misspelt one would silently do nothing. */
final class SettingNames {

    private static final Logger LOG = LoggerFactory.getLogger(SettingNames.class);
    private static final String PREFIX = "hub.";
    private static final String VARIABLE_PREFIX = "HUB_";

    /** What has a meaning before the settings are read, or is the launcher's or a build's word. */
    private static final Set<String> OTHERS = Set.of("hub.home", "hub.conf", "hub.log.level", "hub.command");

    private SettingNames() {}

    /**
     * Refuses what a settings file gives and does not exist. System properties and environment variables are only told
     * of in the log: builds and container platforms set some of their own.
     *
     * @param inFile names in the settings file
     * @param file where that is
     * @throws HubException naming the setting, the file and the nearest name
     */
    static void check(Collection<?> inFile, Object file, Map<?, ?> system, Map<String, String> environment)
            throws HubException {
        Set<String> known = new TreeSet<>(SettingDefaults.ALL.keySet());
        known.addAll(OTHERS);
        for (String name : unknown(inFile, PREFIX, known)) {
            throw new HubException(name + " (" + file + ") is no setting of the hub" + hint(name, known));
        }
        for (String name : unknown(system.keySet(), PREFIX, known)) {
            List<String> nearest = NearestWords.of(name, known);
            if (!nearest.isEmpty()) {
                LOG.warn("-D{} is no setting of the hub{}", name, NearestWords.hint(nearest));
            }
        }
        Set<String> variables = new TreeSet<>();
        known.forEach(name -> variables.add(SettingValues.environmentVariable(name)));
        for (String name : unknown(environment.keySet(), VARIABLE_PREFIX, variables)) {
            List<String> nearest = NearestWords.of(name, variables);
            if (!nearest.isEmpty()) {
                LOG.warn("The environment variable {} is no setting of the hub{}", name, NearestWords.hint(nearest));
            }
        }
    }

    private static String hint(String name, Set<String> known) {
        String hint = NearestWords.hint(NearestWords.of(name, known));
        return hint.isEmpty() ? "; settings of your own need another prefix than hub." : hint;
    }

    private static Set<String> unknown(Collection<?> names, String prefix, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        for (Object name : names) {
            if (name instanceof String text && text.startsWith(prefix) && !known.contains(text)) {
                unknown.add(text);
            }
        }
        unknown.remove("hub.home.default");
        return unknown;
    }
}
