using System.ComponentModel;

namespace TypedTasks;

/// <summary>Calls <c>Upgrade</c> methods where there are sensitive members. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PayloadUpgrade
{
    /// <summary>Turns the parameters of one version into those of the next one, and keeps what an exception says about them.</summary>
    /// <typeparam name="TOld">The parameters of a version.</typeparam>
    /// <typeparam name="TNew">Those of the next one.</typeparam>
    /// <param name="old">The parameters.</param>
    /// <param name="upgrade">The author's method.</param>
    /// <param name="subject">What is upgraded, for messages: <c>payload of task 'Shop.SendReceipt' in version 1</c>.</param>
    /// <exception cref="InvalidPayloadException">The method threw; its message may quote a value.</exception>
    public static TNew Quietly<TOld, TNew>(TOld old, Func<TOld, TNew> upgrade, string subject)
    {
        ArgumentNullException.ThrowIfNull(upgrade);
        try
        {
            return upgrade(old);
        }
        catch (Exception problem)
        {
            throw new InvalidPayloadException($"The {subject} can't be upgraded: {problem.GetType().Name}, whose message is not shown because there are sensitive members.");
        }
    }
}
