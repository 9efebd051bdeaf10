import {PermissionFlagsBits} from 'discord-api-types/v10';

/**
 * Who is offered what is for facilitators, until an administrator says otherwise: whoever manages events. It only keeps the
 * lists of others short; who may do it is looked at when it is done.
 * @see https://discord.com/developers/docs/interactions/application-commands#permissions
 */
export const facilitatorPermissions = String(PermissionFlagsBits.ManageEvents);
