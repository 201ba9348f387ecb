package io.cameldicom.hub.check;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Endpoint;

/** A route of a file, with the endpoints it uses as far as they are known before it runs. */
final class CheckedRoute {

    /** An endpoint a route sends to. */
    record Output(Endpoint endpoint, int line) {}

    private final RouteFile file;
    private final int line;
    private String id = "";
    private Endpoint input;
    private int inputLine;
    private final List<Output> outputs = new ArrayList<>();

    /** @param line of the route's first line in the file */
    CheckedRoute(RouteFile file, int line) {
        this.file = file;
        this.line = line;
    }

    void identify(String routeId) {
        id = routeId;
    }

    void from(Endpoint endpoint, int at) {
        input = endpoint;
        inputLine = at;
    }

    void to(Endpoint endpoint, int at) {
        outputs.add(new Output(endpoint, at));
    }

    RouteFile file() {
        return file;
    }

    int line() {
        return line;
    }

    int inputLine() {
        return inputLine;
    }

    String id() {
        return id;
    }

    /** Null where the route's input cannot be made. */
    Endpoint input() {
        return input;
    }

    List<Output> outputs() {
        return outputs;
    }

    RouteProblem error(int at, String reason) {
        return RouteProblem.error(file.path(), at, reason);
    }
}
