package io.cameldicom.hub.check;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A route file as text, and what it is made of. Immutable.
 *
 * @param path absolute
 * @param text as it was read
 * @param items the parts of its outermost list; empty if it is no YAML, which {@link #problem} tells
 * @param problem why it is no route file; null if it looks like one
 */
public record RouteFile(Path path, String text, List<Item> items, RouteProblem problem) {

    /** File names that are route files. */
    public static final String SUFFIX = ".camel.yaml";

    /** What holds for routes of other files too. */
    private static final Set<String> FOR_ALL = Set.of("errorHandler", "routeConfiguration", "routeTemplate");

    private static final Set<String> FOR_ITS_ROUTES = Set.of(
            "route",
            "from",
            "templatedRoute",
            "onException",
            "onCompletion",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint");

    /**
     * A part of the file.
     *
     * @param kind such as {@code route}, in camel case
     * @param line counted from 1
     * @param id of the route, null if the file gives none
     */
    public record Item(String kind, int line, String id) {}

    public static RouteFile of(Path path, String text) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            return root.isEmpty() ? new RouteFile(path, text, List.of(), null) : of(path, text, root.get());
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            return broken(path, text, line, "no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            return broken(path, text, 0, "no YAML: " + e.getMessage());
        }
    }

    private static RouteFile broken(Path path, String text, int line, String reason) {
        return new RouteFile(path, text, List.of(), RouteProblem.error(path, line, reason));
    }

    private static RouteFile of(Path path, String text, Node root) {
        if (!(root instanceof SequenceNode sequence)) {
            return broken(path, text, line(root), "a route file is a list: its outermost lines begin with '- '");
        }
        List<Item> items = new ArrayList<>();
        for (Node node : sequence.getValue()) {
            if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
                return broken(path, text, line(node), "expected a key such as '- route:'");
            }
            NodeTuple first = mapping.getValue().get(0);
            items.add(new Item(camelCase(scalar(first.getKeyNode())), line(node), id(first.getValueNode())));
        }
        return new RouteFile(path, text, List.copyOf(items), null);
    }

    private static String id(Node value) {
        if (!(value instanceof MappingNode mapping)) {
            return null;
        }
        return mapping.getValue().stream()
                .filter(tuple -> Set.of("id", "routeId").contains(camelCase(scalar(tuple.getKeyNode()))))
                .map(tuple -> scalar(tuple.getValueNode()))
                .findFirst()
                .orElse(null);
    }

    private static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    /** The DSL takes {@code route-template} for {@code routeTemplate}. */
    private static String camelCase(String key) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            boolean afterDash = i > 0 && key.charAt(i - 1) == '-';
            if (key.charAt(i) != '-') {
                name.append(afterDash ? Character.toUpperCase(key.charAt(i)) : key.charAt(i));
            }
        }
        return name.toString();
    }

    /** Whether routes of other files depend on this one: it has templates, or what errors or routes have in common. */
    public boolean isForAll() {
        return items.stream().anyMatch(item -> FOR_ALL.contains(item.kind()));
    }

    /** Parts that take effect at the next start only, such as {@code beans}. */
    public List<Item> fixedParts() {
        return items.stream()
                .filter(item -> !FOR_ALL.contains(item.kind()) && !FOR_ITS_ROUTES.contains(item.kind()))
                .toList();
    }

    /** The item of the n-th route of a kind, counted from 0. */
    Optional<Item> item(String kind, int index) {
        return items.stream()
                .filter(item -> item.kind().equals(kind))
                .skip(index)
                .findFirst();
    }

    /** For Camel's loader; the content is what was read, whatever is in the file by now. */
    public Resource resource() {
        return ResourceHelper.fromBytes("file:" + path, text.getBytes(StandardCharsets.UTF_8));
    }
}
