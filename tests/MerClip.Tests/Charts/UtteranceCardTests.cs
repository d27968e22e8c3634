using MerClip.Charts;
using MerClip.Data;
using MerClip.Tests.Runs;

namespace MerClip.Tests.Charts;

public class UtteranceCardTests : TorchTest
{
    [Fact]
    public void Shows_words_frames_spectrogram_and_voice_without_another_file()
    {
        var utterance = Recordings.Write(Folder.Path, 2)[Split.Train][0];
        string html = UtteranceCard.Html(utterance with { Text = "a <b> & \"c\"" }, frames: 2);
        Assert.Contains("a &lt;b&gt; &amp; &quot;c&quot;", html);
        Assert.Equal(3, html.Split("data:image/png;base64,").Length - 1); // two frames and the spectrogram
        string wav = html.Split("data:audio/wav;base64,")[1].Split('"')[0];
        byte[] bytes = Convert.FromBase64String(wav);
        Assert.Equal("RIFF"u8.ToArray(), bytes[..4]);
        Assert.Equal(bytes.Length - 44, BitConverter.ToInt32(bytes, 40)); // as many samples as it says
        Assert.DoesNotContain("src=\"/", html);
    }

    [Fact]
    public void Of_features_it_says_the_shapes_and_of_emotions_those_that_are_there()
    {
        var utterance = new Utterance
        {
            Id = "v$_$1",
            Text = "fine",
            Sentiment = -1.5f,
            Emotions = [0, 2],
            Features = new Dictionary<Modality, FeatureSequence> { [Modality.Audio] = new(new float[6], 3, 2) },
        };
        string html = UtteranceCard.Html(utterance, ["happy", "sad"]);
        Assert.Contains("audio features [3, 2]", html);
        Assert.Contains("sentiment −1.5", html);
        Assert.Contains("sad 2.0", html);
        Assert.DoesNotContain("happy", html);
        Assert.DoesNotContain("<audio", html);
    }
}
