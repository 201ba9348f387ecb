package io.cameldicom.component.fhir;

import io.cameldicom.component.DicomComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.aggregate.AggregateProcessor;
import org.apache.camel.processor.aggregate.DefaultAggregateController;
import org.apache.camel.spi.OptimisticLockingAggregationRepository.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a study that is collected in a {@link StudyRepository} is complete: when nothing came for a while and no
 * association is open with any of those who sent objects of it; or at once when somebody who knows says so, or all objects
 * are there that somebody announced (a modality by MPPS, see {@link ProcedureStepCompletion}). A study that is on its way
 * is not sent again before it has arrived. Thread-safe.
 */
public final class StudyCompletion extends DefaultAggregateController {

    private static final Logger LOG = LoggerFactory.getLogger(StudyCompletion.class);
    private static final long EXPIRY_NANOS = TimeUnit.HOURS.toNanos(1);
    /** Announcements nobody sends the objects of are forgotten, the oldest first. */
    private static final int MOST_ANNOUNCED = 10_000;

    private StudyRepository repository;
    private Duration idle = Duration.ofSeconds(5);
    private Duration maximumWait = Duration.ofMinutes(30);

    private CamelContext context;
    private ScheduledExecutorService timer;
    private long lastExpiry;
    private final Map<String, Set<String>> announced = new LinkedHashMap<>(16, 0.75f, false) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MOST_ANNOUNCED;
        }
    };

    // ---- who knows

    /** The study is complete as it is now. */
    public void complete(String studyInstanceUid) {
        forceCompletionOfGroup(studyInstanceUid);
    }

    /** The study is complete when it has these objects, too. */
    public void announce(String studyInstanceUid, Collection<String> sopInstanceUids) {
        synchronized (announced) {
            announced.computeIfAbsent(studyInstanceUid, uid -> new HashSet<>()).addAll(sopInstanceUids);
        }
    }

    // ---- the clock

    @Override
    public void onStart(AggregateProcessor processor) {
        super.onStart(processor);
        if (repository == null) {
            throw new IllegalArgumentException("StudyCompletion: the repository is missing");
        }
        context = repository.getCamelContext();
        long period = Math.max(20, Math.min(1000, idle.toMillis() / 4));
        lastExpiry = System.nanoTime();
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "StudyCompletion");
        timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onStop(AggregateProcessor processor) {
        if (timer != null) {
            context.getExecutorServiceManager().shutdownNow(timer);
            timer = null;
        }
        super.onStop(processor);
    }

    private void look() {
        if (!context.getStatus().isStarted()) {
            return;
        }
        try {
            for (CollectedStudy study : repository.collecting()) {
                if (!study.delivering() && isComplete(study)) {
                    complete(study);
                }
            }
            if (System.nanoTime() - lastExpiry > EXPIRY_NANOS) {
                lastExpiry = System.nanoTime();
                repository.expire();
            }
        } catch (RuntimeException e) {
            LOG.warn("Studies wait to be completed, this is tried again: {}", e.toString());
        }
    }

    private void complete(CollectedStudy study) {
        try {
            forceCompletionOfGroup(study.studyInstanceUid());
        } catch (OptimisticLockingException e) {
            LOG.debug("Study {} is complete already", study.studyInstanceUid());
        }
    }

    private boolean isComplete(CollectedStudy study) {
        return hasAllAnnounced(study)
                || study.ageNanos() > maximumWait.toNanos()
                || study.quietNanos() > idle.toNanos() && !isSending(study.sources());
    }

    private boolean hasAllAnnounced(CollectedStudy study) {
        synchronized (announced) {
            Set<String> uids = announced.get(study.studyInstanceUid());
            boolean all = uids != null && uids.stream().allMatch(study.study()::contains);
            if (all) {
                announced.remove(study.studyInstanceUid());
            }
            return all;
        }
    }

    private boolean isSending(Set<String> sources) {
        return context.getComponentNames().stream()
                .map(context::hasComponent)
                .filter(DicomComponent.class::isInstance)
                .flatMap(component -> ((DicomComponent) component).callingAeTitles().stream())
                .anyMatch(sources::contains);
    }

    // ---- options

    public StudyRepository getRepository() {
        return repository;
    }

    /** Where the studies are; that of the aggregator. */
    public void setRepository(StudyRepository repository) {
        this.repository = repository;
    }

    public long getIdle() {
        return idle.toMillis();
    }

    /** How long nothing must have come, in milliseconds; 5,000 by default. */
    public void setIdle(long idle) {
        this.idle = Duration.ofMillis(idle);
    }

    public long getMaximumWait() {
        return maximumWait.toMillis();
    }

    /** After which time a study goes on its way although objects still come, in milliseconds; 30 minutes by default. */
    public void setMaximumWait(long maximumWait) {
        this.maximumWait = Duration.ofMillis(maximumWait);
    }
}
