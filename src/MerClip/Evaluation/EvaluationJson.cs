using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerClip.Evaluation;

/// <summary>How cards and summaries look in JSON: <c>snake_case</c> names, null for what is not defined, numbers with all
/// their digits.</summary>
public static class EvaluationJson
{
    /// <summary>Options for <see cref="JsonSerializer"/>, for writing and for reading back.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new UndefinedAsNull(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Writes a value to a file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">What to write.</param>
    internal static void Write<T>(string path, T value) =>
        AtomicFile.WriteText(path, Text(value));

    /// <summary>What <see cref="Write"/> writes.</summary>
    internal static string Text<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>Reads a value from a file.</summary>
    /// <exception cref="InputException">There is no such file, or it holds something else.</exception>
    internal static T Read<T>(string path) where T : class
    {
        byte[] bytes = InputFile.Read(path, File.ReadAllBytes);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Options)
                ?? throw new InputException($"{path} holds nothing; evaluate the run again");
        }
        catch (JsonException e)
        {
            throw new InputException($"{path} is not what was written there ({e.Message}); evaluate the run again", e);
        }
    }

    /// <summary>JSON has no NaN.</summary>
    sealed class UndefinedAsNull : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }
}
