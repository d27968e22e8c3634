using MerClip.Labels;
using MerClip.Sample;

namespace MerClip.Pretraining;

/// <summary>Says in words what a face or a voice shows, in many ways, as people would who label pictures; or what somebody might be
/// saying at that moment, so that transcripts come to mean something too.</summary>
/// <param name="random">Random numbers.</param>
public sealed class CaptionWriter(Random random)
{
    /// <summary>Words of feeling that stand in no caption, only in what is said: with them it can be tested what the text encoder has
    /// understood of words that it has never seen beside a picture as its name.</summary>
    public static IReadOnlyDictionary<Emotion, string> HeldOut { get; } = new Dictionary<Emotion, string>
    {
        [Emotion.Happy] = "thrilled", [Emotion.Sad] = "miserable", [Emotion.Anger] = "furious", [Emotion.Surprise] = "stunned",
        [Emotion.Disgust] = "revolted", [Emotion.Fear] = "terrified",
    };

    static readonly LabelSet Sentiments = LabelSet.Load("sentiment7"), Emotions = LabelSet.Load("emotions6");

    /// <summary>What one would write under a face.</summary>
    public string OfFace(Affect seen) => Of(seen, random.Next(6) switch
    {
        0 => "a {} face", 1 => "a photo of a {} person", 2 => "somebody who looks {}", 3 => "a face that looks {}", 4 => "a {} expression", _ => "{}",
    });

    /// <summary>What one would write of a voice.</summary>
    public string OfVoice(Affect heard) => Of(heard, random.Next(5) switch
    {
        0 => "a {} voice", 1 => "somebody who sounds {}", 2 => "a voice that sounds {}", 3 => "it sounds {}", _ => "{}",
    });

    string Of(Affect affect, string frame)
    {
        double chance = random.NextDouble();
        if (chance < 0.2) return new SentenceWriter(random).Write(affect);
        if (affect.Emotion == Emotion.None || chance < 0.35) return frame.Replace("{}", Sentiment(affect.Valence));
        string caption = frame.Replace("{}", Feeling(affect));
        return chance < 0.65 ? caption : $"{caption}, {Sentiment(affect.Valence)}";
    }

    string Feeling(Affect affect)
    {
        string held = HeldOut[affect.Emotion];
        if (random.Happens(0.25)) return random.Pick([.. Lexicon.Names[affect.Emotion].Where(n => n != held)]);
        if (random.Happens(0.35))
            return random.Pick([.. Emotions.Labels.Single(l => l.Name.Equals(affect.Emotion.ToString(), StringComparison.OrdinalIgnoreCase)).Texts
                .Where(t => t != held)]);
        // Words of about the right strength.
        var words = Lexicon.Feelings[affect.Emotion].Where(w => w.Word != held && Math.Abs(w.Strength - affect.Strength) < 1.2).ToArray();
        return random.Pick(words.Length > 0 ? words : Lexicon.Feelings[affect.Emotion]).Word;
    }

    string Sentiment(double valence)
    {
        // Between two labels the nearer one is the likelier.
        double blurred = random.Normal(valence, 0.3);
        return random.Pick(Sentiments.Labels.MinBy(l => Math.Abs(l.Value!.Value - blurred))!.Texts);
    }
}
