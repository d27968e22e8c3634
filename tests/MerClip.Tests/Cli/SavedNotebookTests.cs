using System.Text.Json.Nodes;
using MerClip.Cli.Notebooks;

namespace MerClip.Tests.Cli;

public class SavedNotebookTests
{
    const string Figure = """{"data":[{"type":"bar","y":[1]}],"layout":{"title":{"text":"Loss <b>now</b>"}}}""";
    const string Script = "<script>if (!window.Plotly) (function () { plotly }).call(window);</script>\n";
    const string Chart = "<div id=\"chart-1-1-abc\" style=\"width:100%\"></div>\n<script>(function draw(tries) {\n  var figure = " + Figure + ";\n})</script>";

    internal static JsonObject Stream(string name, string text) => new() { ["output_type"] = "stream", ["name"] = name, ["text"] = text };

    internal static JsonObject Shown(string type, string content) => new()
    {
        ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [type] = content },
    };

    internal static SavedNotebook Notebook(params JsonObject[] outputs) => Notebook([], outputs);

    internal static SavedNotebook Notebook(string[] tags, JsonObject[] outputs) => SavedNotebook.Parse(new JsonObject
    {
        ["nbformat_minor"] = 4, ["nbformat"] = 4, ["metadata"] = new JsonObject(),
        ["cells"] = new JsonArray(new JsonObject
        {
            ["cell_type"] = "code", ["source"] = "x 😀 \\\\uD83D", ["execution_count"] = 1,
            ["metadata"] = new JsonObject
            {
                ["execution"] = new JsonObject { ["iopub.status.busy"] = "now" }, ["tags"] = new JsonArray([.. tags.Select(t => (JsonNode)t)]),
            },
            ["outputs"] = new JsonArray([.. outputs.Select(o => o.DeepClone())]),
        }),
    }.ToJsonString(), "test.ipynb");

    internal static JsonObject ChartOutput()
    {
        var chart = Shown("text/html", Script + Chart);
        chart["data"]!["application/vnd.plotly.v1+json"] = JsonNode.Parse(Figure);
        return chart;
    }

    static JsonArray Tidied(SavedNotebook notebook, string? picture = "iVBOR")
    {
        OutputTidying.Tidy(notebook, figures => [.. figures.Select(_ => picture)]);
        return SavedNotebook.Outputs(notebook.CodeCells.Single());
    }

    [Fact]
    public void A_chart_keeps_no_script_and_gets_a_picture_before_it()
    {
        var outputs = Tidied(Notebook(ChartOutput()));

        Assert.Equal(2, outputs.Count);
        Assert.Equal("iVBOR", (string?)outputs[0]!["data"]!["image/png"]);
        Assert.Equal("chart: Loss  now", SavedNotebook.Text(outputs[0]!["data"]!["text/plain"]));
        string html = SavedNotebook.Text(outputs[1]!["data"]!["text/html"]);
        Assert.StartsWith("<div id=\"chart-1-1-abc\" data-picture=\"1\" style=\"display:none;", html);
        Assert.DoesNotContain("window.Plotly", html);
        Assert.Null(outputs[1]!["data"]!["application/vnd.plotly.v1+json"]);
    }

    [Fact]
    public void A_chart_without_a_picture_stays_to_be_seen()
    {
        var outputs = Tidied(Notebook(ChartOutput()), picture: null);

        Assert.StartsWith("<div id=\"chart-1-1-abc\" style=\"width", SavedNotebook.Text(Assert.Single(outputs)!["data"]!["text/html"]));
    }

    [Fact]
    public void An_output_that_only_brings_the_script_goes() => Assert.Empty(Tidied(Notebook(Shown("text/html", Script))));

    [Fact]
    public void Each_stream_is_one_piece_until_something_is_shown_and_stderr_stays()
    {
        var outputs = Tidied(Notebook(
            Stream("stdout", "a"), Stream("stderr", "10 %\r20 %\rwarning\n"), Stream("stdout", "b\n"), Shown("text/plain", "5"), Stream("stdout", "c")));

        Assert.Equal(["stdout ab\n", "stderr warning\n", " ", "stdout c"],
            outputs.Select(o => $"{o!["name"]} {SavedNotebook.Text(o["text"])}"));
    }

    [Fact]
    public void It_is_written_as_jupyter_writes_it()
    {
        var notebook = Notebook(Stream("stdout", "a\nb"));
        Tidied(notebook);
        notebook.KeepIds(notebook);

        Assert.Equal("""
            {
             "cells": [
              {
               "cell_type": "code",
               "execution_count": 1,
               "id": "cell-1",
               "metadata": {
                "tags": []
               },
               "outputs": [
                {
                 "name": "stdout",
                 "output_type": "stream",
                 "text": [
                  "a\n",
                  "b"
                 ]
                }
               ],
               "source": "x 😀 \\\\uD83D"
              }
             ],
             "metadata": {},
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """.ReplaceLineEndings("\n"), notebook.ToJson());
    }

    [Theory, InlineData("[]"), InlineData("{\"nbformat\":3}"), InlineData("{"), InlineData("{\"nbformat\":4,\"metadata\":{},\"cells\":[1]}")]
    public void What_is_no_notebook_is_refused_by_name(string json) =>
        Assert.Contains("bad.ipynb", Assert.Throws<InputException>(() => SavedNotebook.Parse(json, "bad.ipynb")).Message);
}
