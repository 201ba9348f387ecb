package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.ul.PresentationContextPlan.Proposal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresentationContextPlanTest {

    @Test
    void numbers_contexts_by_odd_ids() {
        assertEquals(
                List.of(List.of(
                        new PresentationContextRq(1, "1.2", List.of("a", "b")),
                        new PresentationContextRq(3, "1.2", List.of("c")))),
                PresentationContextPlan.of(
                        List.of(new Proposal("1.2", List.of("a", "b")), new Proposal("1.2", List.of("c")))));
    }

    @Test
    void more_than_128_contexts_take_more_than_one_association() {
        List<Proposal> proposals = IntStream.range(0, 300)
                .mapToObj(i -> new Proposal("1.2." + i, List.of("a")))
                .toList();

        List<List<PresentationContextRq>> plan = PresentationContextPlan.of(proposals);

        assertEquals(List.of(128, 128, 44), plan.stream().map(List::size).toList());
        assertEquals(255, plan.get(0).get(127).id());
        assertEquals(1, plan.get(1).get(0).id());
        assertEquals("1.2.128", plan.get(1).get(0).abstractSyntax());
    }

    @Test
    void the_same_proposal_is_made_once() {
        Proposal proposal = new Proposal("1.2", List.of("a"));
        assertEquals(
                1,
                PresentationContextPlan.of(List.of(proposal, proposal)).get(0).size());
    }

    @Test
    void a_proposal_without_transfer_syntax_is_a_mistake() {
        assertThrows(IllegalArgumentException.class, () -> new Proposal("1.2", List.of()));
    }
}
