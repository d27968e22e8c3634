using MerClip.Data;
using MerClip.Encoders.Audio;
using MerClip.Encoders.Clip;
using MerClip.Explain;
using MerClip.Media;
using MerClip.Runs;
using MerClip.Tests.Encoders.Clip;

namespace MerClip.Tests.Explain;

public class StepNamesTests : TorchTest
{
    static Example Example(string text, Modality modality, int steps) => new(new Utterance { Id = "a", Text = text },
        new Dictionary<Modality, FeatureSequence> { [modality] = new(new float[steps], steps, 1) }, null);

    [Fact]
    public void Features_of_the_data_are_words_if_there_are_as_many()
    {
        var none = new RunEncoders(null, null);
        string[] Names(string text, int steps) => [.. StepNames.Of(Example(text, Modality.Audio, steps), [Modality.Audio], none).Select(s => s.Name)];

        Assert.Equal(["so", "good"], Names("so  good", 2));
        Assert.Equal(["step 1", "step 2", "step 3"], Names("so good", 3));
    }

    [Fact]
    public void Tokens_of_a_word_are_one_step_and_the_end_is_one()
    {
        TinyClip.Write(Folder);
        var text = new ClipTextEncoder(ClipFolder.Open(Folder.Path));
        const string Said = "unbelievable, happy day";

        var words = text.Words(Said);

        Assert.Equal(text.Encode(Said)!.Steps, words.Sum(w => w.Steps));
        Assert.Equal(text.Tokens(Said)!.Steps, words.Sum(w => w.Steps));
        Assert.Equal(["unbelievable", ",", "happy", "day", "[end]"], words.Select(w => w.Word));
        Assert.Contains(words, w => w.Steps > 1);
        Assert.Empty(text.Words(" "));
        var spans = StepNames.Of(Example(Said, Modality.Text, words.Sum(w => w.Steps)), [Modality.Text], new RunEncoders(text, text));
        Assert.Equal(spans[0].Count, spans[1].First);
    }

    [Fact]
    public void Log_mel_steps_know_their_seconds()
    {
        var times = new MelEncoder(new LogMelOptions(), 16).Times("any.wav", 2);

        Assert.Equal([(0, 0.16), (0.16, 0.32)], times);
    }
}
