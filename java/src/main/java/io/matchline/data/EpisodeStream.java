package io.matchline.data;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The episodes of training steps, one prepared in a thread of its own while another is in use. What a step gets is a
/// function of the seed and the step alone, so a stream can begin anywhere.
public final class EpisodeStream implements AutoCloseable {
  private final Episodes episodes;
  private final Augmentation augmentation;
  private final ExecutorService reader = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
  private int prepared = -1;
  private Future<EpisodeImages> ahead;

  public EpisodeStream(Episodes episodes, Augmentation augmentation) {
    this.episodes = episodes;
    this.augmentation = augmentation;
  }

  /// The episode of a step, from 0 on; the one after it is prepared meanwhile.
  public EpisodeImages of(int step) {
    Future<EpisodeImages> wanted = step == prepared ? ahead : submit(step);
    prepared = step + 1;
    ahead = submit(prepared);
    try {
      return wanted.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an episode", e);
    }
  }

  private Future<EpisodeImages> submit(int step) {
    return reader.submit(() -> EpisodeImages.of(episodes, augmentation, step));
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
