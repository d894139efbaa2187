//! What failures on the session bus mean, by their types and by the names the D-Bus specification gives them.

use secret_service::Error as ServiceError;
use zbus::fdo;

use crate::Error;

pub(super) fn service_error(failed: &ServiceError) -> Error {
    match failed {
        ServiceError::Unavailable => Error::NoSession,
        ServiceError::NoResult => Error::NoCollection,
        // A prompt that nobody could be shown counts as dismissed, too.
        ServiceError::Locked | ServiceError::Prompt | ServiceError::PromptDisconnected => Error::Locked,
        ServiceError::Zbus(failed) => bus_error(failed),
        ServiceError::ZbusFdo(failed) => standard_error(failed),
        _ => Error::unknown(failed.to_string()),
    }
}

fn bus_error(failed: &zbus::Error) -> Error {
    match failed {
        // No address, nobody behind it, or a bus that went away.
        zbus::Error::Address(_) | zbus::Error::InputOutput(_) | zbus::Error::Connection(..) => Error::NoSession,
        zbus::Error::FDO(failed) => standard_error(failed),
        zbus::Error::MethodError(name, ..) => named_error(name.as_str(), failed),
        _ => Error::unknown(failed.to_string()),
    }
}

fn standard_error(failed: &fdo::Error) -> Error {
    match failed {
        fdo::Error::ZBus(failed) => bus_error(failed),
        fdo::Error::ServiceUnknown(_) | fdo::Error::NameHasNoOwner(_) | fdo::Error::SpawnServiceNotFound(_) => Error::NoService,
        fdo::Error::AccessDenied(_) | fdo::Error::AuthFailed(_) => Error::Denied,
        fdo::Error::Disconnected(_) | fdo::Error::NoServer(_) => Error::NoSession,
        _ => Error::unknown(failed.to_string()),
    }
}

fn named_error(name: &str, failed: &zbus::Error) -> Error {
    match name {
        "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner"
        | "org.freedesktop.DBus.Error.Spawn.ServiceNotFound" => Error::NoService,
        "org.freedesktop.DBus.Error.AccessDenied" | "org.freedesktop.DBus.Error.AuthFailed" => Error::Denied,
        "org.freedesktop.DBus.Error.Disconnected" | "org.freedesktop.DBus.Error.NoServer" => Error::NoSession,
        "org.freedesktop.Secret.Error.IsLocked" => Error::Locked,
        _ => Error::unknown(failed.to_string()),
    }
}
