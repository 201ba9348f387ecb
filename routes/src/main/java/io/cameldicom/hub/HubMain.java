package io.cameldicom.hub;

/** Runs the hub. */
public final class HubMain {

    private HubMain() {}

    public static void main(String... args) {
        System.out.println("hub");
    }
}
