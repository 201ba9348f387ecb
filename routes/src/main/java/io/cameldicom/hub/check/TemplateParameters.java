package io.cameldicom.hub.check;

import io.cameldicom.dicom.dict.NearestWords;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;

/** Parameters a template does not have: Camel takes them, and they do nothing. */
final class TemplateParameters {

    private TemplateParameters() {}

    static void check(
            TrialContext context,
            TemplatedRouteDefinition templated,
            RouteFile file,
            int line,
            List<RouteProblem> problems) {
        String name = templated.getRouteTemplateRef();
        RouteTemplateDefinition template = context.getRouteTemplateDefinition(name);
        if (template == null) {
            List<String> names = context.getRouteTemplateDefinitions().stream()
                    .map(RouteTemplateDefinition::getId)
                    .toList();
            throw new IllegalArgumentException(
                    "there is no template " + name + NearestWords.hint(NearestWords.of(name, names)));
        }
        List<String> known = template.getTemplateParameters().stream()
                .map(RouteTemplateParameterDefinition::getName)
                .collect(Collectors.toList());
        if (templated.getParameters() != null) {
            for (TemplatedRouteParameterDefinition given : templated.getParameters()) {
                if (!known.contains(given.getName())) {
                    problems.add(RouteProblem.error(
                            file.path(),
                            line,
                            "template " + name + " has no parameter " + given.getName()
                                    + NearestWords.hint(NearestWords.of(given.getName(), known))));
                }
            }
        }
    }
}
