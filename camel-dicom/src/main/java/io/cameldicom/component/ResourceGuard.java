package io.cameldicom.component;

/**
 * Says whether this application can take more, usually by the space on its disks. Asked often and by many threads: the
 * answers must be at hand. Set for the component, or the only one in the registry.
 */
public interface ResourceGuard {

    /** Takes everything. */
    ResourceGuard NONE = new ResourceGuard() {
        @Override
        public boolean takesAssociations() {
            return true;
        }

        @Override
        public boolean takesObjects() {
            return true;
        }
    };

    /** If not, new associations are rejected for now (2/3/1, temporary congestion); open ones go on. */
    boolean takesAssociations();

    /** If not, a C-STORE is refused with A700, out of resources, before its data set is kept anywhere. */
    boolean takesObjects();
}
