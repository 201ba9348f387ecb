package io.cameldicom.hub.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.hub.queue.DestinationEndpoint;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrialDestinationsTest {

    @Test
    void destinations_of_a_trial_take_the_options_of_real_ones() {
        Set<String> real = Arrays.stream(DestinationEndpoint.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("set"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .collect(Collectors.toSet());

        assertEquals(real, TrialDestinations.OPTIONS);
    }
}
