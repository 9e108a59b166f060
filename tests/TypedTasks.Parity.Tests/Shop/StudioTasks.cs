namespace TypedTasks.Parity.Tests.Shop;

public static class StudioTasks
{
    /// <summary>The object travels as the parameter, and the worker calls its method.</summary>
    [QueueTask]
    public static Task DescribeDrawingAsync(Drawing drawing, [FromServices] Diary diary) => diary.WriteAsync(drawing.Describe());

    [QueueTask]
    public static Task MeasureAsync(Celsius temperature, [FromServices] Diary diary) => diary.WriteAsync(FormattableString.Invariant($"{temperature.Degrees} degrees"));

    [QueueTask]
    public static Task PlotAsync(double value, [FromServices] Diary diary) => diary.WriteAsync(FormattableString.Invariant($"plotted {value}"));
}
