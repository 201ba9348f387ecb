package io.cameldicom.component.transcode;

import io.cameldicom.dicom.transcode.Transcoder;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The threads of a Camel context that convert frames side by side, no more than there are processors: frames of many
 * objects share them, and where none is free the thread of the route does the work itself.
 */
public final class TranscodeThreads extends ServiceSupport {

    private final CamelContext context;
    private final int most = Runtime.getRuntime().availableProcessors();
    private ExecutorService executor;

    private TranscodeThreads(CamelContext context) {
        this.context = context;
    }

    /** Those of a context, made when first asked for and stopped with it. */
    public static TranscodeThreads of(CamelContext context) {
        TranscodeThreads threads = context.hasService(TranscodeThreads.class);
        if (threads != null) {
            return threads;
        }
        synchronized (context) {
            threads = context.hasService(TranscodeThreads.class);
            if (threads == null) {
                threads = new TranscodeThreads(context);
                try {
                    context.addService(threads, true, true);
                } catch (Exception e) {
                    throw RuntimeCamelException.wrapRuntimeException(e);
                }
            }
            return threads;
        }
    }

    /** Lets a transcoder work with these threads. */
    public Transcoder.Builder serve(Transcoder.Builder transcoder) {
        return most == 1 ? transcoder : transcoder.parallel(executor, most);
    }

    /** No queue: a frame that waits for a thread is one more in memory. */
    @Override
    protected void doStart() {
        ThreadPoolProfile profile = new ThreadPoolProfile("DicomTranscode");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(most);
        profile.setMaxQueueSize(0);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        executor = context.getExecutorServiceManager().newThreadPool(this, "DicomTranscode", profile);
    }

    @Override
    protected void doStop() {
        context.getExecutorServiceManager().shutdownNow(executor);
    }
}
