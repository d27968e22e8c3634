using System.Text.Json;
using System.Text.Json.Serialization;
using MerClip.Checkpoints;
using MerClip.Data;
using MerClip.Runs;
using static TorchSharp.torch;

namespace MerClip.Bench;

/// <summary>Writes what the peer needs to train the same model on the same tensors, and what it must find.</summary>
static class Export
{
    const int ParityEpochs = 5;

    static readonly JsonSerializerOptions Json = new(ConfigFile.Json)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(string folder, IEnumerable<string> settings)
    {
        Directory.CreateDirectory(folder);
        var layers = new ConfigFile();
        foreach (string setting in settings) layers.Set(setting);
        var config = layers.Build();
        File.WriteAllText(Experiment.ConfigIn(folder), JsonSerializer.Serialize(config, ConfigFile.Json));
        var experiment = new Experiment(config);

        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["labels.features"] = experiment.Labels.Features,
            ["labels.values"] = tensor(experiment.Inputs.Labels.Values),
        };
        AddSplit(tensors, "train", experiment.Train, experiment.Inputs.Order);
        AddSplit(tensors, "valid", experiment.Valid, experiment.Inputs.Order);

        // Without dropout and with the whole split as one batch, chance has no part in training: losses must agree.
        var still = config.Training with
        {
            Epochs = ParityEpochs, Patience = ParityEpochs, BatchSize = experiment.Train.Count, Warmup = 0,
        };
        var model = experiment.Model(config.Model with { Dropout = 0, InputDropout = 0, ModalityDropout = 0 });
        using var trainer = experiment.Trainer(model, still);
        model.Save(Path.Combine(folder, "model.safetensors"));
        tensors["parity.logits"] = model.Predict(experiment.Valid, experiment.Labels);
        while (!trainer.Finished) trainer.Epoch();
        tensors["parity.train_loss"] = tensor(trainer.State.History.Select(e => e.TrainLoss).ToArray());
        tensors["parity.valid_loss"] = tensor(trainer.State.History.Select(e => e.ValidLoss).ToArray());
        Safetensors.Save(Path.Combine(folder, "data.safetensors"), tensors);

        File.WriteAllText(Path.Combine(folder, "peer.json"), JsonSerializer.Serialize(new
        {
            Spec = model.Spec with { Options = config.Model },
            config.Objective,
            config.Training,
            LearningRates = experiment.LearningRates(config.Training),
            ParityRates = experiment.LearningRates(still),
        }, Json));
    }

    /// <summary>All sequences of a modality one after the other, <c>[sum of steps, D]</c>, and the steps of each, 0 if
    /// missing.</summary>
    static void AddSplit(
        Dictionary<string, Tensor> tensors, string split, IReadOnlyList<Example> examples, IReadOnlyList<Modality> order)
    {
        foreach (var m in order)
        {
            var sequences = examples.Select(e => e.Inputs.GetValueOrDefault(m)).ToArray();
            int width = sequences.First(s => s is not null)!.Width;
            var values = sequences.SelectMany(s => s?.Values.ToArray() ?? []).ToArray();
            string name = $"{split}.{m.ToString().ToLowerInvariant()}";
            tensors[$"{name}.values"] = tensor(values, [values.Length / width, width]);
            tensors[$"{name}.steps"] = tensor(sequences.Select(s => (long)(s?.Steps ?? 0)).ToArray());
        }
        var targets = examples.SelectMany(e => e.Target!).ToArray();
        tensors[$"{split}.targets"] = tensor(targets, [examples.Count, targets.Length / examples.Count]);
    }
}
