namespace MerClip.Sample;

/// <summary>How something is said; all 0 is the speaker's usual way.</summary>
/// <param name="Pitch">Semitones above the usual.</param>
/// <param name="Range">How far accents rise and fall, in semitones more than usual.</param>
/// <param name="Rise">Semitones that the melody rises over the utterance.</param>
/// <param name="Tempo">Share of syllables more a second.</param>
/// <param name="Loudness">In dB.</param>
/// <param name="Brightness">Muffled −1, sharp 1: how far the source's high frequencies reach.</param>
/// <param name="Breath">Breath in the voice, 0…1.</param>
/// <param name="Tremor">How much the pitch trembles, in semitones.</param>
/// <param name="Roughness">How unlike each other successive pulses are, 0…1: a creaking voice.</param>
/// <param name="Formants">Share that the formants are higher: lips that are drawn back in a smile raise them.</param>
public readonly record struct VoiceStyle(double Pitch = 0, double Range = 0, double Rise = 0, double Tempo = 0, double Loudness = 0,
    double Brightness = 0, double Breath = 0, double Tremor = 0, double Roughness = 0, double Formants = 0)
{
    /// <summary>The voice of a state, along Scherer's (2003) table of what emotions do to voices.</summary>
    /// <param name="affect">The state.</param>
    public static VoiceStyle Of(Affect affect)
    {
        VoiceStyle full = affect.Emotion switch
        {
            Emotion.Happy => new(3, 2, 2, 0.1, 2, 0.2, 0, 0, 0, 0.07),
            Emotion.Sad => new(-2, -1, -2, -0.3, -5, -0.5, 0.2, 0.3, 0.05, -0.02),
            Emotion.Anger => new(2, 1, -2, 0.15, 7, 0.7, 0, 0, 0.35, -0.02),
            Emotion.Surprise => new(4, 2, 7, 0, 3, 0.2, 0.05, 0, 0, 0),
            Emotion.Disgust => new(-2.5, -0.5, -3, -0.2, 0, -0.1, 0, 0, 0.8, -0.06),
            Emotion.Fear => new(5, -0.5, 0, 0.3, -1, 0, 0.35, 1.2, 0.1, 0.02),
            _ => default,
        };
        var (said, valence, arousal) = (full.Times(0.25 + 0.25 * affect.Strength), affect.Valence, affect.Arousal);
        return said with
        {
            Pitch = said.Pitch + 0.3 * valence + 1.5 * arousal,
            Range = said.Range + 0.8 * arousal,
            Rise = said.Rise + 0.9 * valence,
            Tempo = said.Tempo + 0.12 * arousal,
            Loudness = said.Loudness + 2.5 * arousal,
            Brightness = said.Brightness + 0.2 * arousal,
            Formants = said.Formants + 0.015 * valence,
        };
    }

    /// <summary>The style, more or less of it.</summary>
    internal VoiceStyle Times(double factor) => new(factor * Pitch, factor * Range, factor * Rise, factor * Tempo, factor * Loudness,
        factor * Brightness, factor * Breath, factor * Tremor, factor * Roughness, factor * Formants);
}
