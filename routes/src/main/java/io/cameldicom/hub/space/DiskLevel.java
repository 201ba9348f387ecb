package io.cameldicom.hub.space;

/** How full the fullest of the hub's file systems is. */
public enum DiskLevel {
    /** There is room. */
    NORMAL,
    /** Less is free than {@code hub.disk.soft}: no new associations. */
    SOFT,
    /** Less is free than {@code hub.disk.hard}: no objects either. */
    HARD
}
