namespace MerClip.Data.Writers;

/// <summary>The emotions of an utterance as files have them.</summary>
static class EmotionRow
{
    /// <summary>One number an emotion; NaN where the utterance is not labelled.</summary>
    public static float[] Of(Utterance utterance, int count) =>
        utterance.Emotions is { } emotions ? [.. emotions] : [.. Enumerable.Repeat(float.NaN, count)];
}
