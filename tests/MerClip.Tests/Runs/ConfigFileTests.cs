using System.Text.Json;
using MerClip.Media;
using MerClip.Data;
using MerClip.Runs;

namespace MerClip.Tests.Runs;

public sealed class ConfigFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Write(string json)
    {
        File.WriteAllText(folder["config.json"], json);
        return folder["config.json"];
    }

    static string Error(Action act) => Assert.Throws<InputException>(act).Message;

    [Fact]
    public void Nothing_said_is_the_defaults()
    {
        var config = new ConfigFile().Build();

        Assert.Equal(Json(new RunConfig()), Json(config));
    }

    [Fact]
    public void Layers_lie_over_each_other()
    {
        string path = Write("""
            {
              // only what differs
              "labels": "sentiment5", "seeds": [3, 4], "model": {"width": 48, "HEADS": 3},
              "training": {"epochs": 7},
            }
            """);

        var config = new ConfigFile().Read(path).Set("model.width=96").Set("text=words:a=b.txt").Set("seeds=[1,2]").Build();

        Assert.Equal(("sentiment5", "words:a=b.txt", 96, 3, 7),
            (config.Labels, config.Text, config.Model.Width, config.Model.Heads, config.Training.Epochs));
        Assert.Equal([1, 2], config.Seeds);
        Assert.Equal(new RunConfig().Model with { Width = 96, Heads = 3 }, config.Model);
        Assert.Equal(Json(new RunConfig().Training with { Epochs = 7 }), Json(config.Training));
    }

    static string Json<T>(T value) => JsonSerializer.Serialize(value, ConfigFile.Json);

    [Fact]
    public void The_table_of_step_sizes_takes_any_pattern()
    {
        var config = new ConfigFile().Read(Write("""{"training": {"tune": {"encoders.text.*": 0.1}}, "mel": {"scale": "htk"}}"""))
            .Set("""training.tune={"encoders.vision.clip.*": 1e-5}""").Build();

        Assert.Equal(0.1, config.Training.Tune["encoders.text.*"]);
        Assert.Equal(1e-5, config.Training.Tune["encoders.vision.clip.*"]);
        Assert.Equal(MelScale.Htk, config.Mel.Scale);
        Assert.Contains("step size -1", Error((config.Training with { Tune = new Dictionary<string, double> { ["a"] = -1 } }).Validate));
    }

    [Fact]
    public void Single_settings_have_the_type_that_the_key_has()
    {
        var config = new ConfigFile().Set("model.deepSupervision=true").Set("training.learningRate=2e-4")
            .Set("model.fusion=parallel").Set("order=audio").Set("labelText=\"words:x\"").Set("objective.threshold=0.25").Build();

        Assert.True(config.Model.DeepSupervision);
        Assert.Equal(2e-4, config.Training.LearningRate);
        Assert.Equal(("parallel", "audio", "words:x", 0.25),
            (config.Model.Fusion, config.Order, config.LabelText, config.Objective.Threshold));
    }

    [Fact]
    public void A_setting_can_go_back_to_null() =>
        Assert.Null(new ConfigFile().Set("order=audio").Set("order=null").Build().Order);

    [Fact]
    public void A_key_that_does_not_exist_is_named_with_those_that_do()
    {
        string path = Write("""{"model": {"widht": 3}}""");

        Assert.StartsWith($"{path}: there is no setting 'model.widht': use one of model.width, model.heads, ",
            Error(() => new ConfigFile().Read(path)));
        Assert.StartsWith("--set: there is no setting 'modle': use one of data, text, ",
            Error(() => new ConfigFile().Set("modle.width=3")));
    }

    [Fact]
    public void A_group_is_no_value_and_a_value_no_group()
    {
        Assert.StartsWith("--set: 'training' is a group of settings: epochs, ", Error(() => new ConfigFile().Set("training=5")));
        Assert.StartsWith("config: labels has a value of the wrong type, {\"name\":5}",
            Error(() => new ConfigFile().Set("labels.name=5").Build()));
    }

    [Theory]
    [InlineData("model.width=wide", "config: model.width has a value of the wrong type, \"wide\": ")]
    [InlineData("model.width=1.5", "config: model.width has a value of the wrong type, 1.5: ")]
    [InlineData("seeds=5", "config: seeds has a value of the wrong type, 5: ")]
    [InlineData("model.deepSupervision=1", "config: model.deepSupervision has a value of the wrong type, 1: ")]
    [InlineData("model.width=null", "config: model.width has a value of the wrong type, null: ")]
    public void A_value_of_the_wrong_type_is_named(string setting, string message) =>
        Assert.StartsWith(message, Error(() => new ConfigFile().Set(setting).Build()));

    [Theory, InlineData("model.width"), InlineData("=5"), InlineData("")]
    public void A_setting_is_a_key_and_a_value(string setting) =>
        Assert.Equal($"--set {setting}: write key=value, such as model.width=128", Error(() => new ConfigFile().Set(setting)));

    [Theory, InlineData("[1]"), InlineData("5"), InlineData("null")]
    public void A_file_is_an_object(string json)
    {
        string path = Write(json);
        Assert.Equal($"{path}: a config is a JSON object", Error(() => new ConfigFile().Read(path)));
    }

    [Fact]
    public void A_broken_file_and_one_that_is_not_there_are_told_in_a_line()
    {
        string path = Write("{\n\"model\": ");
        string broken = Error(() => new ConfigFile().Read(path));
        Assert.StartsWith($"{path}: ", broken);
        Assert.DoesNotContain('\n', broken);
        Assert.StartsWith($"{folder["none"]}: ", Error(() => new ConfigFile().Read(folder["none"])));
    }

    [Theory]
    [InlineData("text,vision,audio", new[] { Modality.Text, Modality.Vision, Modality.Audio })]
    [InlineData(" Audio , TEXT", new[] { Modality.Audio, Modality.Text })]
    [InlineData("vision", new[] { Modality.Vision })]
    public void An_order_is_a_list_of_modalities(string order, Modality[] expected) =>
        Assert.Equal(expected, RunConfig.ParseOrder(order));

    [Theory]
    [InlineData("text,sound", "order 'text,sound': 'sound' is no modality: use text, audio, vision")]
    [InlineData("", "order '': '' is no modality: use text, audio, vision")]
    [InlineData("text,,audio", "order 'text,,audio': '' is no modality: use text, audio, vision")]
    [InlineData("1", "order '1': '1' is no modality: use text, audio, vision")]
    [InlineData("-1", "order '-1': '-1' is no modality: use text, audio, vision")]
    [InlineData("text,audio,Text", "order 'text,audio,Text' has a modality twice: name each once")]
    public void An_order_that_is_none_is_refused(string order, string message) =>
        Assert.Equal(message, Error(() => RunConfig.ParseOrder(order)));
}
