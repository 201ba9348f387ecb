package io.cameldicom.hub.check;

import java.util.Properties;
import org.apache.camel.spi.BeanRepository;

/**
 * What route files may refer to.
 *
 * @param placeholders the hub's settings, for {@code {{...}}}
 * @param beans those of the hub, or {@link StandIns}
 */
public record Workbench(Properties placeholders, BeanRepository beans) {}
