package io.cameldicom.hub.check;

import java.util.Map;
import java.util.Set;
import org.apache.camel.Component;
import org.apache.camel.spi.BeanRepository;

/**
 * The beans of a running hub without its components: a trial makes its own, for with its end it stops those it used.
 *
 * @param beans where the others are
 */
record HiddenComponents(BeanRepository beans) implements BeanRepository {

    @Override
    public Object lookupByName(String name) {
        Object bean = beans.lookupByName(name);
        return bean instanceof Component ? null : bean;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        if (Component.class.isAssignableFrom(type)) {
            return null;
        }
        return lookupByName(name) == null && beans.lookupByName(name) != null
                ? null
                : beans.lookupByNameAndType(name, type);
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Component.class.isAssignableFrom(type) ? Map.of() : beans.findByTypeWithName(type);
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Component.class.isAssignableFrom(type) ? Set.of() : beans.findByType(type);
    }
}
