namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>The HTML elements by name, each ready to take attributes and content: <c>using static</c> this.</summary>
public static class PocketViewTags
{
    /// <summary>The HTML element <c>a</c>.</summary>
    public static dynamic a => new PocketView("a");
    /// <summary>The HTML element <c>area</c>.</summary>
    public static dynamic area => new PocketView("area");
    /// <summary>The HTML element <c>article</c>.</summary>
    public static dynamic article => new PocketView("article");
    /// <summary>The HTML element <c>aside</c>.</summary>
    public static dynamic aside => new PocketView("aside");
    /// <summary>The HTML element <c>b</c>.</summary>
    public static dynamic b => new PocketView("b");
    /// <summary>The HTML element <c>blockquote</c>.</summary>
    public static dynamic blockquote => new PocketView("blockquote");
    /// <summary>The HTML element <c>body</c>.</summary>
    public static dynamic body => new PocketView("body");
    /// <summary>The HTML element <c>br</c>.</summary>
    public static dynamic br => new PocketView("br");
    /// <summary>The HTML element <c>button</c>.</summary>
    public static dynamic button => new PocketView("button");
    /// <summary>The HTML element <c>caption</c>.</summary>
    public static dynamic caption => new PocketView("caption");
    /// <summary>The HTML element <c>center</c>.</summary>
    public static dynamic center => new PocketView("center");
    /// <summary>The HTML element <c>circle</c>.</summary>
    public static dynamic circle => new PocketView("circle");
    /// <summary>The HTML element <c>code</c>.</summary>
    public static dynamic code => new PocketView("code");
    /// <summary>The HTML element <c>col</c>.</summary>
    public static dynamic col => new PocketView("col");
    /// <summary>The HTML element <c>colgroup</c>.</summary>
    public static dynamic colgroup => new PocketView("colgroup");
    /// <summary>The HTML element <c>dd</c>.</summary>
    public static dynamic dd => new PocketView("dd");
    /// <summary>The HTML element <c>details</c>.</summary>
    public static dynamic details => new PocketView("details");
    /// <summary>The HTML element <c>div</c>.</summary>
    public static dynamic div => new PocketView("div");
    /// <summary>The HTML element <c>dl</c>.</summary>
    public static dynamic dl => new PocketView("dl");
    /// <summary>The HTML element <c>dt</c>.</summary>
    public static dynamic dt => new PocketView("dt");
    /// <summary>The HTML element <c>em</c>.</summary>
    public static dynamic em => new PocketView("em");
    /// <summary>The HTML element <c>fieldset</c>.</summary>
    public static dynamic fieldset => new PocketView("fieldset");
    /// <summary>The HTML element <c>figcaption</c>.</summary>
    public static dynamic figcaption => new PocketView("figcaption");
    /// <summary>The HTML element <c>figure</c>.</summary>
    public static dynamic figure => new PocketView("figure");
    /// <summary>The HTML element <c>footer</c>.</summary>
    public static dynamic footer => new PocketView("footer");
    /// <summary>The HTML element <c>form</c>.</summary>
    public static dynamic form => new PocketView("form");
    /// <summary>The HTML element <c>g</c>.</summary>
    public static dynamic g => new PocketView("g");
    /// <summary>The HTML element <c>h1</c>.</summary>
    public static dynamic h1 => new PocketView("h1");
    /// <summary>The HTML element <c>h2</c>.</summary>
    public static dynamic h2 => new PocketView("h2");
    /// <summary>The HTML element <c>h3</c>.</summary>
    public static dynamic h3 => new PocketView("h3");
    /// <summary>The HTML element <c>h4</c>.</summary>
    public static dynamic h4 => new PocketView("h4");
    /// <summary>The HTML element <c>h5</c>.</summary>
    public static dynamic h5 => new PocketView("h5");
    /// <summary>The HTML element <c>h6</c>.</summary>
    public static dynamic h6 => new PocketView("h6");
    /// <summary>The HTML element <c>head</c>.</summary>
    public static dynamic head => new PocketView("head");
    /// <summary>The HTML element <c>header</c>.</summary>
    public static dynamic header => new PocketView("header");
    /// <summary>The HTML element <c>hr</c>.</summary>
    public static dynamic hr => new PocketView("hr");
    /// <summary>The HTML element <c>html</c>.</summary>
    public static dynamic html => new PocketView("html");
    /// <summary>The HTML element <c>i</c>.</summary>
    public static dynamic i => new PocketView("i");
    /// <summary>The HTML element <c>iframe</c>.</summary>
    public static dynamic iframe => new PocketView("iframe");
    /// <summary>The HTML element <c>img</c>.</summary>
    public static dynamic img => new PocketView("img");
    /// <summary>The HTML element <c>input</c>.</summary>
    public static dynamic input => new PocketView("input");
    /// <summary>The HTML element <c>kbd</c>.</summary>
    public static dynamic kbd => new PocketView("kbd");
    /// <summary>The HTML element <c>label</c>.</summary>
    public static dynamic label => new PocketView("label");
    /// <summary>The HTML element <c>legend</c>.</summary>
    public static dynamic legend => new PocketView("legend");
    /// <summary>The HTML element <c>li</c>.</summary>
    public static dynamic li => new PocketView("li");
    /// <summary>The HTML element <c>line</c>.</summary>
    public static dynamic line => new PocketView("line");
    /// <summary>The HTML element <c>link</c>.</summary>
    public static dynamic link => new PocketView("link");
    /// <summary>The HTML element <c>main</c>.</summary>
    public static dynamic main => new PocketView("main");
    /// <summary>The HTML element <c>mark</c>.</summary>
    public static dynamic mark => new PocketView("mark");
    /// <summary>The HTML element <c>math</c>.</summary>
    public static dynamic math => new PocketView("math");
    /// <summary>The HTML element <c>nav</c>.</summary>
    public static dynamic nav => new PocketView("nav");
    /// <summary>The HTML element <c>ol</c>.</summary>
    public static dynamic ol => new PocketView("ol");
    /// <summary>The HTML element <c>option</c>.</summary>
    public static dynamic option => new PocketView("option");
    /// <summary>The HTML element <c>p</c>.</summary>
    public static dynamic p => new PocketView("p");
    /// <summary>The HTML element <c>path</c>.</summary>
    public static dynamic path => new PocketView("path");
    /// <summary>The HTML element <c>pre</c>.</summary>
    public static dynamic pre => new PocketView("pre");
    /// <summary>The HTML element <c>q</c>.</summary>
    public static dynamic q => new PocketView("q");
    /// <summary>The HTML element <c>rect</c>.</summary>
    public static dynamic rect => new PocketView("rect");
    /// <summary>The HTML element <c>s</c>.</summary>
    public static dynamic s => new PocketView("s");
    /// <summary>The HTML element <c>samp</c>.</summary>
    public static dynamic samp => new PocketView("samp");
    /// <summary>The HTML element <c>script</c>.</summary>
    public static dynamic script => new PocketView("script");
    /// <summary>The HTML element <c>section</c>.</summary>
    public static dynamic section => new PocketView("section");
    /// <summary>The HTML element <c>select</c>.</summary>
    public static dynamic select => new PocketView("select");
    /// <summary>The HTML element <c>small</c>.</summary>
    public static dynamic small => new PocketView("small");
    /// <summary>The HTML element <c>span</c>.</summary>
    public static dynamic span => new PocketView("span");
    /// <summary>The HTML element <c>strong</c>.</summary>
    public static dynamic strong => new PocketView("strong");
    /// <summary>The HTML element <c>style</c>.</summary>
    public static dynamic style => new PocketView("style");
    /// <summary>The HTML element <c>sub</c>.</summary>
    public static dynamic sub => new PocketView("sub");
    /// <summary>The HTML element <c>summary</c>.</summary>
    public static dynamic summary => new PocketView("summary");
    /// <summary>The HTML element <c>sup</c>.</summary>
    public static dynamic sup => new PocketView("sup");
    /// <summary>The HTML element <c>svg</c>.</summary>
    public static dynamic svg => new PocketView("svg");
    /// <summary>The HTML element <c>table</c>.</summary>
    public static dynamic table => new PocketView("table");
    /// <summary>The HTML element <c>tbody</c>.</summary>
    public static dynamic tbody => new PocketView("tbody");
    /// <summary>The HTML element <c>td</c>.</summary>
    public static dynamic td => new PocketView("td");
    /// <summary>The HTML element <c>text</c>.</summary>
    public static dynamic text => new PocketView("text");
    /// <summary>The HTML element <c>textarea</c>.</summary>
    public static dynamic textarea => new PocketView("textarea");
    /// <summary>The HTML element <c>tfoot</c>.</summary>
    public static dynamic tfoot => new PocketView("tfoot");
    /// <summary>The HTML element <c>th</c>.</summary>
    public static dynamic th => new PocketView("th");
    /// <summary>The HTML element <c>thead</c>.</summary>
    public static dynamic thead => new PocketView("thead");
    /// <summary>The HTML element <c>title</c>.</summary>
    public static dynamic title => new PocketView("title");
    /// <summary>The HTML element <c>tr</c>.</summary>
    public static dynamic tr => new PocketView("tr");
    /// <summary>The HTML element <c>u</c>.</summary>
    public static dynamic u => new PocketView("u");
    /// <summary>The HTML element <c>ul</c>.</summary>
    public static dynamic ul => new PocketView("ul");
    /// <summary>The HTML element <c>video</c>.</summary>
    public static dynamic video => new PocketView("video");
    /// <summary>Any other HTML element.</summary>
    public static dynamic Tag(string name) => new PocketView(name);
}
